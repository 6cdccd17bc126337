using System.Management.Automation;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// Stops the pipeline of the function that calls it; nobody else sees it. The function can't do that itself: what a method
/// throws becomes an error, and only what a compiled command throws stops a pipeline without one.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "PartnerSecurityScorePipeline")]
public sealed class StopPipelineCommand : PSCmdlet
{
    protected override void EndProcessing() => throw new PipelineStoppedException();
}
