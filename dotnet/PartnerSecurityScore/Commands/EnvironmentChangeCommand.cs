using System;
using System.Management.Automation;
using PartnerSecurityScore.Requests;

namespace PartnerSecurityScore;

/// <summary>The base class of the commands that change environments.</summary>
/// <param name="action">The name of the action in the confirmation prompt.</param>
public abstract class EnvironmentChangeCommand(string action) : PSCmdlet
{
    /// <summary>
    /// The environment's name. Each derived class declares the parameter, because the engine lists inherited parameters
    /// last.
    /// </summary>
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
