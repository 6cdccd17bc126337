using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Engine;

/// <summary>Marks runspaces in which something happened that the user did not request.</summary>
internal sealed class RunspaceMark
{
    /// <summary>
    /// Marks runspaces in which this module imported Microsoft.Graph.Authentication or tried to import it.
    /// </summary>
    internal static readonly RunspaceMark ImportedTheirs = new();

    /// <summary>Marks runspaces in which the engine loaded this module automatically.</summary>
    internal static readonly RunspaceMark LoadedByItself = new();

    private readonly ConditionalWeakTable<Runspace, object> runspaces = new();

    /// <summary>Whether the current runspace is marked.</summary>
    internal bool IsSet => runspaces.TryGetValue(Runspace.DefaultRunspace, out _);

    internal void Set() => runspaces.GetValue(Runspace.DefaultRunspace, _ => this);
}
