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
    /// <summary>The folder of the module's files.</summary>
    [Parameter(Mandatory = true)]
    public string Folder { get; set; } = string.Empty;

    /// <summary>The line of a script that imports the module; empty where the engine loads it by itself.</summary>
    [Parameter(Mandatory = true)]
    [AllowEmptyString]
    public string Line { get; set; } = string.Empty;

    protected override void EndProcessing() => ModuleInitializer.Method<Action<PSCmdlet, string, string>>("Begin")(this, Folder, Line);
}
