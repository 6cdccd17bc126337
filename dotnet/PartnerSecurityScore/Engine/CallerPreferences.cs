using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Engine;

/// <summary>
/// The preference variables of a command's caller. A module function does not see variables from its caller's scope, so
/// the caller's -WhatIf would have no effect without this class.
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

    private CallerPreferences(bool isWhatIf, bool isConfirm, bool isVerbose, bool isVerboseByPreference, bool isDebug)
    {
        IsWhatIf = isWhatIf;
        IsConfirm = isConfirm;
        IsVerbose = isVerbose;
        IsVerboseByPreference = isVerboseByPreference;
        IsDebug = isDebug;
    }

    /// <summary>Whether the command only reports what it would do.</summary>
    internal bool IsWhatIf { get; }

    /// <summary>Whether a command with the confirmation impact Medium, as in this module, prompts the user.</summary>
    internal bool IsConfirm { get; }

    internal bool IsVerbose { get; }

    /// <summary>
    /// Whether verbose messages are written because of the preference variable, without -Verbose. In this case
    /// ShouldProcess does not write its own verbose message.
    /// </summary>
    internal bool IsVerboseByPreference { get; }

    internal bool IsDebug { get; }

    /// <summary>
    /// Copies the caller's preference variables to a function, except those that the function's own arguments set.
    /// </summary>
    /// <param name="command">The function's <c>$PSCmdlet</c>.</param>
    /// <param name="functions">The session state that contains the function's variables.</param>
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
            LanguagePrimitives.TryConvertTo<ConfirmImpact>(own.GetValue("ConfirmPreference"), out var least) && least is ConfirmImpact.Low or ConfirmImpact.Medium,
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
