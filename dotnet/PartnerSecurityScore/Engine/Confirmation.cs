using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>Asks the user for confirmation according to -WhatIf and -Confirm.</summary>
internal static class Confirmation
{
    /// <summary>
    /// Calls ShouldProcess. A script must not call ShouldProcess directly: the engine would report Ctrl+C at the prompt
    /// as an exception from the method call.
    /// </summary>
    /// <returns>
    /// The result of ShouldProcess, or null when the user pressed Ctrl+C and the function has to stop the pipeline.
    /// </returns>
    internal static bool? Ask(PSCmdlet command, string target, string action)
    {
        try
        {
            return command.ShouldProcess(target, action);
        }
        catch (Exception failure) when (IsCtrlC(failure))
        {
            return null;
        }
    }

    /// <summary>
    /// Determines whether an exception from a prompt means that the user pressed Ctrl+C. The console host then returns
    /// the choice -1, and the engine fails because it uses the choice as an index.
    /// </summary>
    internal static bool IsCtrlC(Exception failure) => failure is PipelineStoppedException or ArgumentOutOfRangeException;
}
