using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Models;

/// <summary>The base class of all models. It tracks explicit nulls and converts the model to JSON.</summary>
public abstract class Model
{
    private HashSet<PropertySchema>? explicitNulls;
    private List<PropertySchema>? leftOut;

    private protected Model()
    {
    }

    internal abstract ModelSchema Schema { get; }

    /// <summary>The properties that the type does not declare; <c>null</c> for a type that drops such properties.</summary>
    internal virtual PropertyDictionary? Additional => null;

    /// <param name="index">The index of a declared property in the schema.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type declares no properties.</exception>
    internal virtual object? Get(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc cref="Get" />
    internal virtual void Set(int index, object? value) => throw new ArgumentOutOfRangeException(nameof(index));

    internal bool IsEmpty => !Schema.Properties.Any(IsSet) && AllAdditional().All(entry => InputValue.Unwrap(entry.Value) is null);

    /// <summary>Whether the model was created from a pscustomobject or the user's JSON text, in which PowerShell can have truncated values.</summary>
    internal bool IsConverted { get; set; }

    /// <summary>
    /// The error to throw instead of using the model, if it is a placeholder for invalid text; otherwise <c>null</c>.
    /// </summary>
    internal BodyTextException? Refusal { get; set; }

    /// <summary>
    /// Whether the model is empty because the given properties have no values, not because no properties were given.
    /// </summary>
    internal bool LacksValues => IsEmpty && (leftOut is not null || AllAdditional().Any());

    /// <summary>The declared properties that were given without a value and still have none.</summary>
    internal IEnumerable<PropertySchema> LeftOut => leftOut is null ? [] : leftOut.Where(property => !IsSet(property));

    /// <returns>The JSON text that is sent to Graph for the model.</returns>
    /// <exception cref="InvalidValueException">
    /// A value cannot be represented in JSON; the message contains its path.
    /// </exception>
    /// <exception cref="ArgumentException">A property would be written twice.</exception>
    public string ToJsonString() => ModelWriter.ToJson(this);

    /// <inheritdoc cref="ToJsonString" />
    public string ToJson() => ToJsonString();

    internal bool IsSet(PropertySchema property) =>
        property.Get(this) is not null || explicitNulls?.Contains(property) == true;

    /// <summary>
    /// Marks the property to be sent as JSON null, which clears it in Graph. A value that is set later takes precedence.
    /// </summary>
    internal void SetExplicitNull(PropertySchema property) => (explicitNulls ??= []).Add(property);

    /// <summary>Records that the property was given without a value.</summary>
    internal void LeaveOut(PropertySchema property) => (leftOut ??= []).Add(property);

    /// <summary>
    /// Returns the additional properties, followed by the properties that Add-Member added. For a type that drops undeclared
    /// properties, the sequence is empty.
    /// </summary>
    internal IEnumerable<KeyValuePair<string, object?>> AllAdditional() =>
        Additional is { } additional ? ((IEnumerable<KeyValuePair<string, object?>>)additional).Concat(AddedMembers.Of(this)) : [];
}

/// <summary>
/// The base class of one kind of model, with methods that create the model from its other representations.
/// </summary>
/// <typeparam name="TModel">The model class.</typeparam>
/// <typeparam name="TInterface">The model's interface, which the conversion methods return.</typeparam>
public abstract class Model<TModel, TInterface> : Model
    where TModel : Model<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <exception cref="InvalidValueException">The text is not a JSON object, or a value in it has the wrong type.</exception>
    public static TInterface? FromJsonString(string jsonText) => From(jsonText);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromDictionary(IDictionary? content) => From(content);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromPSObject(PSObject? content) => From(content);

    private static TInterface? From(object? content) =>
        content is null ? null : (TInterface)(object)ModelBinder.Bind(content, new TModel().Schema, string.Empty);
}
