using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>The runspaces in which this module imported Microsoft.Graph.Authentication, or tried to, without being asked.</summary>
internal static class RunspaceImports
{
    private static readonly ConditionalWeakTable<Runspace, object> Runspaces = new();

    /// <summary>Whether that was in this runspace.</summary>
    internal static bool HasCurrent => Runspaces.TryGetValue(Runspace.DefaultRunspace, out _);

    /// <returns>False where it was tried before: then it stays as it is.</returns>
    internal static bool Add()
    {
        var isNew = !HasCurrent;
        if (isNew)
        {
            Runspaces.Add(Runspace.DefaultRunspace, Runspaces);
        }

        return isNew;
    }
}
