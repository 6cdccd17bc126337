using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Turns the argument of -InputObject into an identity: what names one, the model itself, or an object with the model's own key.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="set">A parameter set of it that has the parameter.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IdentityTransformationAttribute(string command, string set) : ArgumentTransformationAttribute
{
    private static readonly ModelSchema Identity = SecurityIdentity.TypeSchema;

    private readonly Operation operation = Operations.Of(command, set);

    public string Command { get; } = command;

    public string Set { get; } = set;

    /// <summary>The property of the identity that has the id.</summary>
    private PropertySchema Id => Identity.Find(operation.Key!)!;

    /// <returns>
    /// The identity; null if there is nothing; for a dictionary that may be headers, what the engine can't convert, so that it
    /// binds that to -Headers alone.
    /// </returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        return value switch
        {
            null or SecurityIdentity => value,
            string text => FromText(text),
            // What is piped comes in a wrapper, and no literal does.
            _ => TransformationError.Guard(() => From(value, ValueOrigin.Script) ?? (inputData is PSObject ? (object)new NoIdentity() : throw NoId())),
        };
    }

    /// <summary>Bad text ends the pipeline, as it does for a body.</summary>
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

    /// <returns>Null for a dictionary that can only be headers.</returns>
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

    /// <summary>The engine's error shows it where the dictionary was not a literal, and yet not piped.</summary>
    private sealed class NoIdentity
    {
        public override string ToString() => "a dictionary without an identifier";
    }

    private string Expected =>
        "an identity. Specify an object with the property " + Id.Name + ", or " + operation.Model.Described + ". To specify only the id, use -" + Id.Name;

    private InvalidValueException NoId() =>
        new(string.Empty, "The input object has no property " + Id.Name + (operation.KeyProperty == "id" ? " or id" : ", " + operation.KeyProperty + " or id") + ".");

    private static object? Member(object value, string name)
    {
        if (value is not IDictionary)
        {
            return InputValue.Unwrap(PSObject.AsPSObject(value).Properties[name]?.Value);
        }

        var found = InputValue.Members(value).Where(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count < 2 ? InputValue.Unwrap(found.FirstOrDefault().Value) : throw InvalidValue.Respelt(name);
    }
}
