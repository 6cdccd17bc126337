using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>
/// Gets the runspace's sign-in with this module, which can be that of the process. Writes nothing when there is none.
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
