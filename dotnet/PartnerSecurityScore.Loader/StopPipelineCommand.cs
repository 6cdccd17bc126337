using System.Management.Automation;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// Stops the pipeline of the calling function. The command is not exported. The function cannot stop its own pipeline:
/// an exception from a .NET method becomes an error, and only a compiled command can stop the pipeline without one.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "PartnerSecurityScorePipeline")]
public sealed class StopPipelineCommand : PSCmdlet
{
    protected override void EndProcessing() => throw new PipelineStoppedException();
}
