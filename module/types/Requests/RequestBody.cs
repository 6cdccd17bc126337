using System.Collections.Generic;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore;

/// <summary>The body that a command's parameters describe.</summary>
internal static class RequestBody
{
    /// <param name="parameters">The bound parameters of the set UpdateExpanded; others are passed over.</param>
    /// <exception cref="InvalidValueException">A key of -AdditionalProperties stands twice.</exception>
    internal static Model FromParameters(IDictionary<string, object?> parameters)
    {
        var score = new MicrosoftGraphPartnerSecurityScore();
        foreach (var property in score.Schema.Properties)
        {
            if (parameters.TryGetValue(property.Name, out var value))
            {
                property.Set(score, value);
            }
        }

        if (parameters.TryGetValue(nameof(Model.AdditionalProperties), out var additional) && additional is not null)
        {
            ModelBinder.AddAdditional(score, additional, string.Empty);
        }

        return score;
    }
}
