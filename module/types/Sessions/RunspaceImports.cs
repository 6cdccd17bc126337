using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>The runspaces in which this module imported Microsoft.Graph.Authentication, or tried to, without being asked.</summary>
internal static class RunspaceImports
{
    private static readonly ConditionalWeakTable<Runspace, object> Runspaces = new();

    /// <summary>Whether that was in this runspace.</summary>
    internal static bool HasCurrent => Runspaces.TryGetValue(Runspace.DefaultRunspace, out _);

    internal static void Add() => Runspaces.GetValue(Runspace.DefaultRunspace, _ => Runspaces);
}
