using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Gets the available environments.</summary>
[Cmdlet(VerbsCommon.Get, "MgEnvironment")]
[OutputType(typeof(GraphEnvironment))]
public sealed class GetMgEnvironmentCommand : PSCmdlet
{
    /// <summary>The environment's name. By default, the command returns all environments.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Name { get; set; }

    protected override void ProcessRecord()
    {
        if (string.IsNullOrEmpty(Name))
        {
            WriteObject(EnvironmentTable.GetAll(), enumerateCollection: true);
        }
        else if (EnvironmentTable.Find(Name!) is { } environment)
        {
            WriteObject(environment);
        }
    }
}
