using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// Completes the import after the module's script has defined its functions. The command is not exported. It is a
/// command because the first .NET method call in a script is much slower: the engine first loads the assemblies that
/// compile such calls.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "PartnerSecurityScoreModule")]
public sealed class StartModuleCommand : PSCmdlet
{
    protected override void EndProcessing() => ModuleInitializer.Method<Action<PSCmdlet>>("Begin")(this);
}
