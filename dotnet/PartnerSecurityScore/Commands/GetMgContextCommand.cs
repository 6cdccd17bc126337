using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>
/// Gets the context of this module's session that the runspace uses: its own session, or the session of the process.
/// Writes nothing when there is no such session.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MgContext")]
[OutputType(typeof(AuthContext))]
public sealed class GetMgContextCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (SessionTable.Current is { } session)
        {
            WriteObject(session.Context);
        }
    }
}
