using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// What the module's script calls when its functions are there; nobody else sees it. It is a command since the first
/// method that a script calls costs far more: the engine then loads what it compiles such calls with.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "PartnerSecurityScoreModule")]
public sealed class StartModuleCommand : PSCmdlet
{
    protected override void EndProcessing() => ModuleInitializer.Method<Action<PSCmdlet>>("Begin")(this);
}
