using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Converts the value of -BodyParameter to a model, whether it is an argument or pipeline input. The engine's own
/// conversion would reject a pscustomobject and hide the reason for a failed pipeline binding.
/// </summary>
/// <param name="model">The class name of the model.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BodyTransformationAttribute(string model) : ArgumentTransformationAttribute
{
    private readonly ModelSchema schema = ModelSchemas.Of(model);

    public string Model { get; } = model;

    /// <returns>
    /// The model, or the unchanged input when its type cannot be a body; the engine then reports the error. For text
    /// that is not a JSON object, and for an array of text, the model contains the error. An exception would fail only
    /// the current record. If the input were the lines of a file, a later line with a nested object would then be sent
    /// as a body.
    /// </returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is string text)
        {
            return FromText(text);
        }

        if (IsLines(value))
        {
            return Refused("An array of strings is not " + schema.Described + ".");
        }

        // Only deserialized copies of other models are rejected here. Select-Object output from another model can be an
        // intended body, and identities are detected later.
        if (value is PSObject copy && Deserialized.Is(copy) && Deserialized.ClassOf(copy) is { } name && name != schema.ClassName && name != nameof(SecurityIdentity))
        {
            throw new ArgumentTransformationMetadataException("A " + name + " is not " + schema.Described + ".");
        }

        return ModelBinder.Accepts(value, schema) ? Bound(inputData, ValueOrigin.Script) : inputData;
    }

    private Model FromText(string text)
    {
        try
        {
            var value = ModelBinder.ParseJson(text, string.Empty);
            return value is PropertyDictionary
                ? Bound(value, ValueOrigin.Json)
                : Refused(InvalidValue.NotA(schema.Described, value, string.Empty).Message);
        }
        catch (InvalidValueException failure)
        {
            return Refused(failure.Message);
        }
    }

    private Model Bound(object? value, ValueOrigin origin) =>
        TransformationError.Guard(() => ModelBinder.Bind(value, schema, string.Empty, origin));

    private Model Refused(string problem)
    {
        var body = schema.Create();
        body.Refusal = new BodyTextException("BodyParameter", problem + " Pass one complete JSON object as a single string. To read it from a file, use Get-Content -Raw.");
        return body;
    }

    private static bool IsLines(object? value)
    {
        var lines = InputValue.IsList(value) ? ((IEnumerable)value!).Cast<object?>().ToArray() : [];
        return lines.Length > 0 && Array.TrueForAll(lines, line => InputValue.Unwrap(line) is string);
    }
}
