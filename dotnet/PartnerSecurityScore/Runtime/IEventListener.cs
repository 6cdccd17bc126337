using System;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>The command as a step of its HTTP pipeline sees it.</summary>
public interface IEventListener
{
    /// <summary>Cancelled when the command is stopped.</summary>
    CancellationToken Token { get; }

    /// <summary>Stops the request.</summary>
    Action Cancel { get; }

    /// <summary>Tells the command of an event.</summary>
    Task Signal(string id, CancellationToken token, Func<EventData> createMessage);
}
