using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Lists the environments that one can sign in to.</summary>
[Cmdlet(VerbsCommon.Get, "MgEnvironment")]
[OutputType(typeof(GraphEnvironment))]
public sealed class GetMgEnvironmentCommand : PSCmdlet
{
    /// <summary>The environment's name; without it, all are given.</summary>
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
