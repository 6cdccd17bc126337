using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>The base class of models that keep properties that they do not declare.</summary>
/// <inheritdoc cref="Model{TModel,TInterface}" />
public abstract class OpenModel<TModel, TInterface> : Model<TModel, TInterface>
    where TModel : OpenModel<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <summary>
    /// The undeclared properties, in insertion order. A null value is not sent; DBNull is sent as JSON null.
    /// </summary>
    public PropertyDictionary AdditionalProperties { get; } = new();

    internal override PropertyDictionary Additional => AdditionalProperties;

    /// <summary>The additional property with this name; <c>null</c> if there is none.</summary>
    public object? this[string key]
    {
        get => AdditionalProperties[key];
        set => AdditionalProperties[key] = value;
    }

    public void Add(string key, object? value) => AdditionalProperties.Add(key, value);

    /// <summary>Removes all additional properties.</summary>
    public void Clear() => AdditionalProperties.Clear();

    public bool ContainsKey(string key) => AdditionalProperties.ContainsKey(key);

    public bool Remove(string key) => AdditionalProperties.Remove(key);

    public bool TryGetValue(string key, out object? value) => AdditionalProperties.TryGetValue(key, out value);

    /// <summary>Copies the entries to the additional properties, replacing any with the same name.</summary>
    public void CopyFrom(IDictionary source) => CopyMembers(source);

    /// <summary>Copies the object's properties to the additional properties, replacing any with the same name.</summary>
    public void CopyFrom(PSObject source) => CopyMembers(InputValue.Unwrap(source)!);

    private void CopyMembers(object source)
    {
        foreach (var member in InputValue.Members(source))
        {
            AdditionalProperties[member.Key] = member.Value;
        }
    }
}
