using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>A variable that a command sets for its caller.</summary>
internal static class CallerVariable
{
    /// <param name="name">The name that was given, if any.</param>
    /// <param name="parameter">The parameter that it was given for.</param>
    /// <exception cref="ArgumentException">The name has a scope in it.</exception>
    internal static void CheckName(string? name, string parameter)
    {
        if (name?.Contains(":") == true)
        {
            throw new ArgumentException("-" + parameter + " must be the name of a variable without a scope, not '" + name + "'.");
        }
    }

    /// <summary>Sets the global variable and, where the caller sees another one of that name, that one as well.</summary>
    /// <returns>Why it could not be set, or null.</returns>
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
