using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>
/// The preferences of a command's caller. A module does not see those that were set in its caller's own scope; without
/// this, a caller's -WhatIf would be lost.
/// </summary>
internal sealed class CallerPreferences
{
    private static readonly (string Parameter, string Variable)[] Preferences =
    [
        ("WhatIf", "WhatIfPreference"),
        ("Confirm", "ConfirmPreference"),
        ("Verbose", "VerbosePreference"),
        ("Debug", "DebugPreference"),
        ("WarningAction", "WarningPreference"),
        ("ErrorAction", "ErrorActionPreference"),
        ("ProgressAction", "ProgressPreference"),
    ];

    private CallerPreferences(bool isWhatIf, bool isVerbose, bool isVerboseByPreference, bool isDebug)
    {
        IsWhatIf = isWhatIf;
        IsVerbose = isVerbose;
        IsVerboseByPreference = isVerboseByPreference;
        IsDebug = isDebug;
    }

    /// <summary>Whether nothing is to be done, but told.</summary>
    internal bool IsWhatIf { get; }

    /// <summary>Whether verbose text is written.</summary>
    internal bool IsVerbose { get; }

    /// <summary>Whether verbose text is written though -Verbose was not given: what the engine says of -Verbose only is missing.</summary>
    internal bool IsVerboseByPreference { get; }

    /// <summary>Whether debug text is written.</summary>
    internal bool IsDebug { get; }

    /// <summary>Gives a function its caller's preferences, but for those that it has a parameter for.</summary>
    /// <param name="command">The function, which calls this.</param>
    /// <param name="functions">Where the function's own variables are.</param>
    internal static CallerPreferences TakeOver(PSCmdlet command, SessionState functions)
    {
        var given = command.MyInvocation.BoundParameters;
        var callers = command.SessionState.PSVariable;
        var own = functions.PSVariable;
        foreach (var (parameter, variable) in Preferences)
        {
            if (!given.ContainsKey(parameter) && callers.Get(variable) is { } seen)
            {
                own.Set(variable, seen.Value);
            }
        }

        var isVerbose = Writes(own, "VerbosePreference");
        return new CallerPreferences(
            LanguagePrimitives.IsTrue(own.GetValue("WhatIfPreference")),
            isVerbose,
            !given.ContainsKey("Verbose") && isVerbose,
            Writes(own, "DebugPreference"));
    }

    private static bool Writes(PSVariableIntrinsics variables, string preference)
    {
        var text = LanguagePrimitives.ConvertTo<string>(variables.GetValue(preference));
        return !string.Equals(text, nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
            && !string.Equals(text, nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase);
    }
}
