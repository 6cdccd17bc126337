using System;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Requests;

/// <summary>Announces what a command is going to write, and decides whether it may.</summary>
/// <param name="command">The command.</param>
/// <param name="preferences">Those of its caller.</param>
/// <param name="streams">What it tells of requests.</param>
internal sealed class Consent(PSCmdlet command, CallerPreferences preferences, AnswerStreams streams)
{
    /// <summary>Says what there is to say of the body and, where -WhatIf is given and somebody reads it, what would be sent.</summary>
    /// <returns>Why that can't be told, or null.</returns>
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

        if (!preferences.IsWhatIf || !(preferences.IsVerbose || preferences.IsDebug))
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

    /// <returns>Whether the request is wanted.</returns>
    internal bool Ask(string target, string action)
    {
        var answer = Confirmation.Ask(command, target, action);
        streams.IsStopped = answer is null;
        if (answer == true && preferences.IsVerboseByPreference)
        {
            // The engine says so for -Verbose only.
            command.WriteVerbose("Performing the operation \"" + action + "\" on target \"" + target + "\".");
        }

        return answer == true;
    }
}
