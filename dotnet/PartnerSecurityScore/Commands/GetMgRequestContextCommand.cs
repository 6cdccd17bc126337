using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Gets the runspace's settings for sending requests.</summary>
[Cmdlet(VerbsCommon.Get, "MgRequestContext")]
[OutputType(typeof(RequestContext))]
public sealed class GetMgRequestContextCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionTable.RequestContext);
}
