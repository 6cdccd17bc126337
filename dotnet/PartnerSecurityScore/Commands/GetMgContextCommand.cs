using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Gets the current sign-in.</summary>
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
