using System;
using System.Management.Automation;
using PartnerSecurityScore.Requests;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Forgets an environment that was added.</summary>
[Cmdlet(VerbsCommon.Remove, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public sealed class RemoveMgEnvironmentCommand : PSCmdlet
{
    /// <summary>The environment's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Name { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, "Remove environment"))
        {
            return;
        }

        try
        {
            WriteObject(EnvironmentTable.Remove(Name));
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            ThrowTerminatingError(ErrorRecords.OfCommand(failure, ErrorCategory.InvalidArgument));
        }
    }
}
