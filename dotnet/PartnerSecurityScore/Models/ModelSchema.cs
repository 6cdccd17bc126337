using System;
using System.Collections.Generic;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Describes a model type for conversion and JSON: its Graph name and its declared properties, in Graph's order.
/// </summary>
internal abstract class ModelSchema
{
    private readonly Dictionary<string, PropertySchema> byName = new(StringComparer.OrdinalIgnoreCase);

    private protected ModelSchema(string graphName, PropertySchema[] properties)
    {
        Described = ("aeiou".IndexOf(graphName[0]) < 0 ? "a " : "an ") + graphName;
        Properties = properties;
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i].Index = i;
            byName[properties[i].Name] = properties[i];
            byName[properties[i].JsonName] = properties[i];
        }
    }

    /// <summary>The Graph name with its article, for error messages.</summary>
    internal string Described { get; }

    internal IReadOnlyList<PropertySchema> Properties { get; }

    internal abstract string ClassName { get; }

    internal abstract Model Create();

    /// <returns>A new array, even if there are no elements.</returns>
    internal abstract Array ToArray(IReadOnlyList<Model?> models);

    /// <summary>
    /// Determines whether the value is a model of this type, or of a type with the same full name in another assembly.
    /// </summary>
    internal abstract bool IsModelType(object? value);

    /// <returns>
    /// The declared property with this PowerShell or JSON name, ignoring case; <c>null</c> if there is none.
    /// </returns>
    internal PropertySchema? Find(string name) => byName.TryGetValue(name, out var property) ? property : null;
}

/// <summary>The schema of one model class. Each model class declares its own schema.</summary>
internal sealed class ModelSchema<TModel, TInterface>(string graphName, PropertySchema[] properties) : ModelSchema(graphName, properties)
    where TModel : Model, TInterface, new()
    where TInterface : class
{
    internal override string ClassName => typeof(TModel).Name;

    internal override Model Create() => new TModel();

    internal override Array ToArray(IReadOnlyList<Model?> models)
    {
        var array = new TInterface?[models.Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = (TInterface?)(object?)models[i];
        }

        return array;
    }

    internal override bool IsModelType(object? value) =>
        value is TInterface || (value is not null && value.GetType().FullName == typeof(TModel).FullName);
}
