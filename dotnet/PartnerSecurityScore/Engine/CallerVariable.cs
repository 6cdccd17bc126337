using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>Sets variables for a command's caller, for parameters such as -ResponseHeadersVariable.</summary>
internal static class CallerVariable
{
    /// <param name="name">The variable name from the command line, or null.</param>
    /// <param name="parameter">The parameter that accepts the name.</param>
    /// <exception cref="ArgumentException">
    /// The name contains a colon, which would separate a scope or drive from the name.
    /// </exception>
    internal static void CheckName(string? name, string parameter)
    {
        if (name?.Contains(":") == true)
        {
            throw new ArgumentException("-" + parameter + " must be the name of a variable without a scope, not '" + name + "'. Nothing was sent.");
        }
    }

    /// <summary>
    /// Sets the global variable, and also the variable of the same name that is visible to the caller.
    /// </summary>
    /// <returns>The error when a variable could not be set; otherwise null.</returns>
    internal static Exception? Set(PSCmdlet command, string name, object? value) => Result<object>.Of(() =>
    {
        var variables = command.SessionState.PSVariable;
        variables.Set("global:" + name, value);
        if (variables.Get(name) is { } visible)
        {
            visible.Value = value;
        }

        return null;
    }).Failure;
}
