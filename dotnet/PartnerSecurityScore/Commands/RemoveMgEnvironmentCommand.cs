using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Removes a user-defined environment.</summary>
[Cmdlet(VerbsCommon.Remove, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public sealed class RemoveMgEnvironmentCommand() : EnvironmentChangeCommand("Remove environment")
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public override string Name { get; set; } = string.Empty;

    private protected override GraphEnvironment Change() => EnvironmentTable.Remove(Name);
}
