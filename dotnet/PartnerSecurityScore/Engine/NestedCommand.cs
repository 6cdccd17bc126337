using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>
/// Invokes a command of another module from a command of this module, on the same thread, so that stopping the outer
/// command stops both. Errors are returned as output and removed from $Error, so that the user sees only the outer
/// command's error.
/// </summary>
internal static class NestedCommand
{
    /// <summary>
    /// The script that invokes the command, without the user's default parameter values. These would otherwise apply
    /// inside an HTTP step, because a step is a script block of the user.
    /// </summary>
    private const string Script =
        """
        param($command, $parameters)
        $PSDefaultParameterValues = @{}
        try { & $command @parameters 2>&1 } catch { $_ }
        """;

    private static readonly string[] Questions = ["WhatIf", "Confirm"];

    /// <param name="caller">The outer command.</param>
    /// <param name="command">
    /// The command to invoke. It is not looked up by name, because the user may have another command with that name.
    /// </param>
    /// <returns>The command's output, including error records.</returns>
    /// <exception cref="PipelineStoppedException">The outer command was stopped.</exception>
    internal static IReadOnlyList<PSObject> Invoke(PSCmdlet caller, CommandInfo command, IDictionary parameters)
    {
        var all = new Hashtable(parameters)
        {
            ["ErrorAction"] = ActionPreference.Continue,
            ["Verbose"] = false,
            ["Debug"] = false,
        };

        // The outer command itself applies -WhatIf and -Confirm, if it supports them.
        foreach (var name in Questions.Where(command.Parameters.ContainsKey))
        {
            all[name] = false;
        }

        var errors = caller.SessionState.PSVariable.GetValue("global:Error") as ArrayList;
        var newest = errors is { Count: > 0 } ? errors[0] : null;
        try
        {
            return ScriptBlock.Create(Script).Invoke(command, all).Where(item => item is not null).ToList();
        }
        finally
        {
            while (errors is { Count: > 0 } && !ReferenceEquals(errors[0], newest))
            {
                errors.RemoveAt(0);
            }
        }
    }
}
