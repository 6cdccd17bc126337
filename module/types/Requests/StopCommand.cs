using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>
/// Stops the pipeline that it stands in. A script can't: what its methods throw becomes an error, and only what a compiled
/// command throws stops it without one.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "Pipeline")]
public sealed class StopCommand : PSCmdlet
{
    /// <summary>What a script calls. Nothing exports the command, so it has no name there.</summary>
    public static CommandInfo Info { get; } = new CmdletInfo("Stop-Pipeline", typeof(StopCommand));

    protected override void EndProcessing() => throw new PipelineStoppedException();
}
