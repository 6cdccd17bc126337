using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Engine;

/// <summary>Something that happened in some runspaces without anybody having asked for it there.</summary>
internal sealed class RunspaceMark
{
    /// <summary>This module imported Microsoft.Graph.Authentication, or tried to.</summary>
    internal static readonly RunspaceMark ImportedTheirs = new();

    /// <summary>The engine loaded this module by itself.</summary>
    internal static readonly RunspaceMark LoadedByItself = new();

    private readonly ConditionalWeakTable<Runspace, object> runspaces = new();

    /// <summary>Whether this runspace is one of them.</summary>
    internal bool IsSet => runspaces.TryGetValue(Runspace.DefaultRunspace, out _);

    internal void Set() => runspaces.GetValue(Runspace.DefaultRunspace, _ => this);
}
