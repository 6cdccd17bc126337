using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>What those models share that keep properties which they do not declare.</summary>
/// <inheritdoc cref="Model{TModel,TInterface}" />
public abstract class OpenModel<TModel, TInterface> : Model<TModel, TInterface>
    where TModel : OpenModel<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <summary>Properties that the type does not declare, in their order. A null value is not sent, DBNull is sent as null.</summary>
    public PropertyDictionary AdditionalProperties { get; } = new();

    internal override PropertyDictionary Additional => AdditionalProperties;

    /// <summary>An additional property, or null if there is none with this name.</summary>
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

    /// <summary>Takes the entries as additional properties, instead of those of the same name.</summary>
    public void CopyFrom(IDictionary source) => CopyMembers(source);

    /// <summary>Takes the object's properties as additional properties, instead of those of the same name.</summary>
    public void CopyFrom(PSObject source) => CopyMembers(InputValue.Unwrap(source)!);

    private void CopyMembers(object source)
    {
        foreach (var member in InputValue.Members(source))
        {
            AdditionalProperties[member.Key] = member.Value;
        }
    }
}
