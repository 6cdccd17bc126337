using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>
/// Another module's command, called within a command of this one, on its thread: stopping the outer command stops it.
/// Its errors come back as values, so that the user sees one error, that of the outer command.
/// </summary>
internal static class NestedCommand
{
    /// <summary>
    /// Settings that the user has made for their own calls must not affect this one. Inside an HTTP step, which is a
    /// script of the user, they would.
    /// </summary>
    private const string Script =
        """
        param($command, $parameters)
        $PSDefaultParameterValues = @{}
        try { & $command @parameters 2>&1 } catch { $_ }
        """;

    private static readonly string[] Questions = ["WhatIf", "Confirm"];

    /// <param name="caller">The outer command.</param>
    /// <param name="command">The command itself, not its name: the user may have a command of that name too.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <returns>What the command wrote, error records among it.</returns>
    /// <exception cref="PipelineStoppedException">The outer command was stopped.</exception>
    internal static IReadOnlyList<PSObject> Invoke(PSCmdlet caller, CommandInfo command, IDictionary parameters)
    {
        var all = new Hashtable(parameters)
        {
            ["ErrorAction"] = ActionPreference.Continue,
            ["Verbose"] = false,
            ["Debug"] = false,
        };

        // The outer command has asked already.
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
