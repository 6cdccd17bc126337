using System;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>A command, as seen by the steps of its HTTP pipeline.</summary>
public interface IEventListener
{
    /// <summary>A token that is cancelled when the command is stopped.</summary>
    CancellationToken Token { get; }

    /// <summary>An action that cancels <see cref="Token" />.</summary>
    Action Cancel { get; }

    /// <summary>
    /// Accepts an event from a step and ignores it. The member exists for steps that were written for the original.
    /// </summary>
    Task Signal(string id, CancellationToken token, Func<EventData> createMessage);
}
