using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Models;

/// <summary>What all models share: explicit nulls and JSON.</summary>
public abstract class Model
{
    private HashSet<PropertySchema>? explicitNulls;
    private List<PropertySchema>? leftOut;

    private protected Model()
    {
    }

    internal abstract ModelSchema Schema { get; }

    /// <summary>The properties that the type does not declare; null for a type that keeps none.</summary>
    internal virtual PropertyDictionary? Additional => null;

    /// <param name="index">The place of a declared property in the schema.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type declares none.</exception>
    internal virtual object? Get(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc cref="Get" />
    internal virtual void Set(int index, object? value) => throw new ArgumentOutOfRangeException(nameof(index));

    internal bool IsEmpty => !Schema.Properties.Any(IsSet) && AllAdditional().All(entry => InputValue.Unwrap(entry.Value) is null);

    /// <summary>Whether the model was made of an object or of JSON text.</summary>
    internal bool IsConverted { get; set; }

    /// <summary>Why nothing can be sent, where the model stands for text that is none.</summary>
    internal BodyTextException? Refusal { get; set; }

    /// <summary>Whether it is empty because what was given has no value, and not because nothing was given.</summary>
    internal bool LacksValues => IsEmpty && (leftOut is not null || AllAdditional().Any());

    /// <summary>Declared properties that were given without a value, and have none yet.</summary>
    internal IEnumerable<PropertySchema> LeftOut => leftOut is null ? [] : leftOut.Where(property => !IsSet(property));

    /// <returns>The model as JSON text, as it is sent to Graph.</returns>
    /// <exception cref="InvalidValueException">A value that JSON can't hold, with its path.</exception>
    public string ToJsonString() => ModelWriter.ToJson(this);

    /// <inheritdoc cref="ToJsonString" />
    public string ToJson() => ToJsonString();

    internal bool IsSet(PropertySchema property) =>
        property.Get(this) is not null || explicitNulls?.Contains(property) == true;

    /// <summary>Makes the property go out as JSON null, to clear it, for as long as it has no value.</summary>
    internal void SetExplicitNull(PropertySchema property) => (explicitNulls ??= []).Add(property);

    /// <summary>Notes that the property was given without a value.</summary>
    internal void LeaveOut(PropertySchema property) => (leftOut ??= []).Add(property);

    /// <summary>The additional properties, and then the members that Add-Member added.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> AllAdditional() =>
        Additional is { } additional ? ((IEnumerable<KeyValuePair<string, object?>>)additional).Concat(AddedMembers.Of(this)) : [];
}

/// <summary>The ways of making one kind of model from its other forms.</summary>
/// <typeparam name="TModel">The class itself.</typeparam>
/// <typeparam name="TInterface">Its interface, which is what these members return.</typeparam>
public abstract class Model<TModel, TInterface> : Model
    where TModel : Model<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <exception cref="InvalidValueException">The text is not JSON, or a value in it has the wrong type.</exception>
    public static TInterface? FromJsonString(string jsonText) => From(jsonText);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromDictionary(IDictionary? content) => From(content);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromPSObject(PSObject? content) => From(content);

    private static TInterface? From(object? content) =>
        content is null ? null : (TInterface)(object)ModelBinder.Bind(content, new TModel().Schema, string.Empty);
}
