using System.Collections.Generic;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>The body that a command's parameters describe.</summary>
internal static class RequestBody
{
    /// <param name="parameters">The bound parameters of the set UpdateExpanded; others are passed over.</param>
    /// <param name="notes">Gets what is left out, but for properties of the score.</param>
    /// <exception cref="InvalidValueException">A key of -AdditionalProperties stands twice.</exception>
    internal static Model FromParameters(IDictionary<string, object?> parameters, BodyNotes notes)
    {
        var score = new MicrosoftGraphPartnerSecurityScore();
        foreach (var property in score.Schema.Properties)
        {
            if (parameters.TryGetValue(property.Name, out var value))
            {
                Set(score, property, value);
            }
        }

        if (parameters.TryGetValue(nameof(Model.AdditionalProperties), out var additional))
        {
            if (additional is null)
            {
                notes.LeftOut(nameof(Model.AdditionalProperties));
            }
            else
            {
                ModelBinder.AddAdditional(score, additional, string.Empty, ValueOrigin.Script);
            }
        }

        return score;
    }

    private static void Set(Model score, PropertySchema property, object? value)
    {
        if (ReferenceEquals(value, property.Missing))
        {
            score.LeaveOut(property);
        }
        else if (ReferenceEquals(value, property.Cleared))
        {
            score.SetExplicitNull(property);
        }
        else
        {
            property.Set(score, value);
        }
    }
}
