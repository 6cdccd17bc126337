using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Converts the argument of -InputObject to an identity. The argument can be an object with an identity property, the
/// model itself, an object with the model's key property or an id, or JSON text for any of these.
/// </summary>
/// <param name="command">The name of the command that has -InputObject.</param>
/// <param name="set">The name of a parameter set that includes -InputObject.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IdentityTransformationAttribute(string command, string set) : ArgumentTransformationAttribute
{
    private static readonly ModelSchema Identity = SecurityIdentity.TypeSchema;

    private readonly Operation operation = Operations.Of(command, set);

    public string Command { get; } = command;

    public string Set { get; } = set;

    /// <summary>The identity's property that contains the ID.</summary>
    private PropertySchema Id => Identity.Find(operation.Key!)!;

    /// <returns>
    /// The identity, or null when the input is null. For invalid text, the identity contains the error. A piped
    /// dictionary that can only be headers is replaced by a value that the engine cannot convert, so that the engine
    /// binds the dictionary only to -Headers.
    /// </returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        return value switch
        {
            null or SecurityIdentity => value,
            string text => FromText(text),
            // Piped input is wrapped in a PSObject; a literal argument is not.
            _ => TransformationError.Guard(() => From(value, ValueOrigin.Script) ?? (inputData is PSObject ? (object)new NoIdentity() : throw NoKey())),
        };
    }

    /// <summary>Converts JSON text to an identity. Invalid text ends the pipeline, as it does for a body.</summary>
    private Model FromText(string text)
    {
        try
        {
            return text.TrimStart().StartsWith("{", StringComparison.Ordinal)
                ? From(ModelBinder.ParseJson(text, string.Empty), ValueOrigin.Json)!
                : throw InvalidValue.NotA(Expected, text, string.Empty);
        }
        catch (InvalidValueException failure)
        {
            var refused = Identity.Create();
            refused.Refusal = new BodyTextException("InputObject", failure.Message);
            return refused;
        }
    }

    /// <returns>The identity, or null for a dictionary that can only be headers.</returns>
    private Model? From(object? value, ValueOrigin origin)
    {
        var isObject = InputValue.HasMembers(value);
        if (Identity.IsModelType(value) || (isObject && InputValue.Members(value!).Any(member => Identity.Find(member.Key) is not null)))
        {
            return ModelBinder.Bind(value, Identity, string.Empty, origin);
        }

        if (!isObject && !operation.Model.IsModelType(value))
        {
            throw InvalidValue.NotA(Expected, value, string.Empty);
        }

        if (value is PSObject copy && Deserialized.ClassOf(copy) is { } name && name != operation.Model.ClassName)
        {
            throw new InvalidValueException(string.Empty, "A " + name + " is not " + Expected + ".");
        }

        var isDictionary = origin == ValueOrigin.Script && value is IDictionary;
        if (isDictionary && operation.Body is null)
        {
            return null;
        }

        var key = Member(value!, operation.KeyProperty) ?? (isDictionary ? null : Member(value!, "id")) ?? throw NoId();
        var identity = Identity.Create();
        Id.Set(identity, ScalarConverter.ToText(key, origin, operation.KeyProperty));
        return identity;
    }

    /// <summary>
    /// Replaces a dictionary that can only be headers. The engine's error shows the text of this object if the
    /// dictionary was neither a literal nor piped.
    /// </summary>
    private sealed class NoIdentity
    {
        public override string ToString() => "a dictionary without an identifier";
    }

    private string Expected =>
        "an identity. Specify an object with the property " + Id.Name + ", or " + operation.Model.Described + ". To specify only the id, use -" + Id.Name;

    private InvalidValueException NoId() => new(
        string.Empty,
        "The input object has no value for the property " + Id.Name + (operation.KeyProperty == "id" ? " or id" : ", " + operation.KeyProperty + " or id")
            + ". To specify only the id, use -" + Id.Name + ".");

    private InvalidValueException NoKey() => new(string.Empty, "The dictionary has no key " + Id.Name + ".");

    private static object? Member(object value, string name)
    {
        if (value is not IDictionary)
        {
            return InputValue.Unwrap(PSObject.AsPSObject(value).Properties[name]?.Value);
        }

        var found = InputValue.Members(value).Where(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count < 2 ? InputValue.Unwrap(found.FirstOrDefault().Value) : throw InvalidValue.Twice(name, found[0].Key, found[1].Key);
    }
}
