using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>What all models share: unknown properties, explicit nulls and JSON.</summary>
public abstract class Model
{
    private HashSet<PropertySchema>? explicitNulls;

    private protected Model()
    {
    }

    /// <summary>Properties that the type does not declare, in their order. A null value is not sent, DBNull is sent as null.</summary>
    public PropertyDictionary AdditionalProperties { get; } = new();

    internal abstract ModelSchema Schema { get; }

    internal bool IsEmpty => AdditionalProperties.Count == 0 && !Schema.Properties.Any(IsSet);

    /// <summary>An additional property; null where there is none of this name.</summary>
    public object? this[string key]
    {
        get => AdditionalProperties[key];
        set => AdditionalProperties[key] = value;
    }

    public void Add(string key, object? value) => AdditionalProperties.Add(key, value);

    /// <summary>Removes the additional properties.</summary>
    public void Clear() => AdditionalProperties.Clear();

    public bool ContainsKey(string key) => AdditionalProperties.ContainsKey(key);

    public bool Remove(string key) => AdditionalProperties.Remove(key);

    public bool TryGetValue(string key, out object? value) => AdditionalProperties.TryGetValue(key, out value);

    /// <summary>Takes the entries as additional properties, in place of those of the same name.</summary>
    public void CopyFrom(IDictionary source) => CopyMembers(source);

    /// <summary>Takes the object's properties as additional properties, in place of those of the same name.</summary>
    public void CopyFrom(PSObject source) => CopyMembers(InputValue.Unwrap(source)!);

    /// <returns>The model as JSON text, as it is sent to Graph.</returns>
    /// <exception cref="InvalidValueException">A value that JSON can't hold, with its path.</exception>
    public string ToJsonString() => ModelWriter.ToJson(this);

    /// <inheritdoc cref="ToJsonString" />
    public string ToJson() => ToJsonString();

    internal bool IsSet(PropertySchema property) =>
        property.Get(this) is not null || explicitNulls?.Contains(property) == true;

    /// <summary>Makes the property go out as JSON null, to clear it, for as long as it has no value.</summary>
    internal void SetExplicitNull(PropertySchema property) => (explicitNulls ??= []).Add(property);

    private void CopyMembers(object source)
    {
        foreach (var member in InputValue.Members(source))
        {
            AdditionalProperties[member.Key] = member.Value;
        }
    }
}
