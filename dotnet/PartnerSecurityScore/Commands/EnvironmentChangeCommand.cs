using System;
using System.Management.Automation;
using PartnerSecurityScore.Requests;

namespace PartnerSecurityScore;

/// <summary>What the commands that change an environment share.</summary>
/// <param name="action">For the question whether to go on.</param>
public abstract class EnvironmentChangeCommand(string action) : PSCmdlet
{
    /// <summary>The environment's name. Each command declares this parameter itself, because the engine lists inherited ones last.</summary>
    public abstract string Name { get; set; }

    private protected abstract GraphEnvironment Change();

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, action))
        {
            return;
        }

        try
        {
            WriteObject(Change());
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            ThrowTerminatingError(ErrorRecords.OfCommand(failure, ErrorCategory.InvalidArgument));
        }
    }
}
