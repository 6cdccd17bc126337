using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>Asks whether to go on, as -WhatIf and -Confirm have it.</summary>
internal static class Confirmation
{
    /// <summary>
    /// A script must not ask for itself: the engine takes Ctrl+C at the question for an exception of the method that the
    /// script calls, and reports that.
    /// </summary>
    /// <returns>Null if the question was answered with Ctrl+C: the function has to stop the pipeline.</returns>
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
    /// Whether a question was answered with Ctrl+C. A console gives -1 for the choice then, which the engine takes for an index.
    /// </summary>
    internal static bool IsCtrlC(Exception failure) => failure is PipelineStoppedException or ArgumentOutOfRangeException;
}
