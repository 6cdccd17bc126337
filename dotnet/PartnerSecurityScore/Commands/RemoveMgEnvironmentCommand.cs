using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Forgets an environment that was added.</summary>
[Cmdlet(VerbsCommon.Remove, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public sealed class RemoveMgEnvironmentCommand() : EnvironmentChangeCommand("Remove environment")
{
    private protected override GraphEnvironment Change() => EnvironmentTable.Remove(Name);
}
