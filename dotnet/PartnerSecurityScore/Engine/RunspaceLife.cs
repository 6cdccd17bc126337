using System.Management.Automation.Runspaces;

namespace PartnerSecurityScore.Engine;

/// <summary>Whether a runspace still runs scripts.</summary>
internal static class RunspaceLife
{
    /// <param name="runspace">Any runspace; one that is opening counts as well, as modules may be imported then.</param>
    internal static bool IsOpen(Runspace runspace) =>
        runspace.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken);
}
