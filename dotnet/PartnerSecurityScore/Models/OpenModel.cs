using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>The base class of models that keep undeclared properties.</summary>
/// <inheritdoc cref="Model{TModel,TInterface}" />
public abstract class OpenModel<TModel, TInterface> : Model<TModel, TInterface>
    where TModel : OpenModel<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <summary>
    /// The undeclared properties, in insertion order. A null value is not sent; DBNull is sent as JSON null. In a model from a
    /// response, the dictionary also contains declared properties whose values cannot be converted to the declared types.
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

    /// <summary>
    /// Copies the entries to the additional properties. An entry replaces a property of the same name, even if the case differs.
    /// </summary>
    public void CopyFrom(IDictionary source) => CopyMembers(source);

    /// <summary>
    /// Copies the object's properties, or the dictionary's entries, to the additional properties. They replace properties of the
    /// same names, even if the case differs.
    /// </summary>
    public void CopyFrom(PSObject source) => CopyMembers(InputValue.Unwrap(source)!);

    private void CopyMembers(object source)
    {
        foreach (var member in InputValue.Members(source))
        {
            AdditionalProperties[member.Key] = member.Value;
        }
    }
}
