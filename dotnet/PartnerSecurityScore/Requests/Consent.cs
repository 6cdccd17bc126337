using System;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Requests;

/// <summary>Announces a write request to the user and asks for confirmation.</summary>
internal sealed class Consent(PSCmdlet command, CallerPreferences preferences, AnswerStreams streams)
{
    /// <summary>
    /// Writes the notes and the warning about the body. With -WhatIf or -Confirm, and either -Verbose or -Debug, also writes the
    /// request that would be sent.
    /// </summary>
    /// <returns>The error that prevents the request from being prepared; <c>null</c> if there is none.</returns>
    internal Exception? Tell(RequestContent content, GraphRequest request)
    {
        foreach (var note in content.Notes)
        {
            command.WriteVerbose(note);
        }

        if (content.Warning is { } warning)
        {
            command.WriteWarning(warning);
        }

        if (!(preferences.IsWhatIf || preferences.IsConfirm) || !(preferences.IsVerbose || preferences.IsDebug))
        {
            return null;
        }

        var plan = Result<string>.Of(() => request.Plan(content));
        if (plan.Value is { } text)
        {
            streams.Verbose(text);
        }

        return plan.Failure;
    }

    /// <returns>Whether to send the request.</returns>
    internal bool Ask(string target, string action)
    {
        var answer = Confirmation.Ask(command, target, action);
        streams.IsStopped = answer is null;
        if (answer == true && preferences.IsVerboseByPreference)
        {
            // The engine writes this message for -Verbose, but not for $VerbosePreference.
            command.WriteVerbose("Performing the operation \"" + action + "\" on target \"" + target + "\".");
        }

        return answer == true;
    }
}
