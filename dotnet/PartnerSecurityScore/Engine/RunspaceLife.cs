using System.Management.Automation.Runspaces;

namespace PartnerSecurityScore.Engine;

internal static class RunspaceLife
{
    /// <summary>
    /// Determines whether a runspace can run scripts. A runspace that is being opened counts, because it may already be
    /// importing modules.
    /// </summary>
    internal static bool IsOpen(Runspace runspace) =>
        runspace.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken);
}
