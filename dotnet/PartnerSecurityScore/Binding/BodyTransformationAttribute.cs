using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Turns the argument of -BodyParameter into a model, at the command line and in the pipeline alike. The engine's own
/// conversion is not enough: it would refuse a pscustomobject and hide the reason of a failed pipeline binding.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BodyTransformationAttribute : ArgumentTransformationAttribute
{
    private static ModelSchema Schema => MicrosoftGraphPartnerSecurityScore.TypeSchema;

    /// <returns>
    /// The model, or the input as it is where its type can't stand for a body: the engine then says so. For text that is no
    /// JSON object, a model with that problem. Whatever is thrown here is an error of one record, and the next one comes:
    /// with the lines of a file, an inner object of it would go out as a body.
    /// </returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is string text)
        {
            return FromText(text);
        }

        if (IsLines(value, out var count))
        {
            return Refused("An array of " + count.ToString(CultureInfo.InvariantCulture) + " texts is not a " + Schema.GraphName + ".");
        }

        return ModelBinder.Accepts(value, Schema) ? Bound(inputData, ValueOrigin.Script) : inputData;
    }

    private static Model FromText(string text)
    {
        try
        {
            var value = ModelBinder.ParseJson(text, string.Empty);
            return value is PropertyDictionary
                ? Bound(value, ValueOrigin.Json)
                : Refused(InvalidValue.NotA("a " + Schema.GraphName, value, string.Empty).Message);
        }
        catch (InvalidValueException failure)
        {
            return Refused(failure.Message);
        }
    }

    private static Model Bound(object? value, ValueOrigin origin) =>
        TransformationError.Guard(() => ModelBinder.Bind(value, Schema, string.Empty, origin));

    private static MicrosoftGraphPartnerSecurityScore Refused(string problem) => new()
    {
        Refusal = new BodyTextException(problem + " Give one whole JSON object as one text; a file is read as one with Get-Content -Raw."),
    };

    private static bool IsLines(object? value, out int count)
    {
        var lines = InputValue.IsList(value) ? ((IEnumerable)value!).Cast<object?>().ToArray() : [];
        count = lines.Length;
        return count > 0 && Array.TrueForAll(lines, line => InputValue.Unwrap(line) is string);
    }
}
