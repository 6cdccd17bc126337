using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>Creates the body from a command's parameters.</summary>
internal static class RequestBody
{
    /// <param name="parameters">The bound parameters. Parameters that are not properties of the body are ignored.</param>
    /// <param name="notes">
    /// Receives a note if -AdditionalProperties is null. Declared properties that are left out are recorded in the model
    /// instead.
    /// </param>
    /// <exception cref="InvalidValueException">A key of -AdditionalProperties occurs twice.</exception>
    internal static Model FromParameters(ModelSchema schema, IDictionary<string, object> parameters, BodyNotes notes)
    {
        var body = schema.Create();
        foreach (var property in schema.Properties)
        {
            if (parameters.TryGetValue(property.Name, out var value))
            {
                Set(body, property, value);
            }
        }

        if (parameters.TryGetValue(ModelBinder.AdditionalProperties, out var additional))
        {
            if (additional is null)
            {
                notes.LeftOut(ModelBinder.AdditionalProperties);
            }
            else
            {
                ModelBinder.AddAdditional(body, additional, string.Empty, ValueOrigin.Script);
            }
        }

        return body;
    }

    /// <summary>Determines whether any parameter supplies a part of the body.</summary>
    internal static bool IsGiven(ModelSchema schema, IDictionary<string, object> parameters) =>
        parameters.ContainsKey(ModelBinder.AdditionalProperties) || schema.Properties.Any(property => parameters.ContainsKey(property.Name));

    private static void Set(Model body, PropertySchema property, object? value)
    {
        if (ReferenceEquals(value, property.Missing))
        {
            body.LeaveOut(property);
        }
        else if (ReferenceEquals(value, property.Cleared))
        {
            body.SetExplicitNull(property);
        }
        else
        {
            property.Set(body, value switch { SwitchParameter flag => flag.IsPresent, ModelTable table => table.Model, _ => value });
        }
    }
}
