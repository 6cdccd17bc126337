using System;
using System.Collections.Generic;

namespace PartnerSecurityScore.Models;

/// <summary>What conversion and JSON need to know of a model type: its Graph name and declared properties, in Graph's order.</summary>
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

    /// <summary>What an error calls one: the name in Graph with its article.</summary>
    internal string Described { get; }

    internal IReadOnlyList<PropertySchema> Properties { get; }

    internal abstract string ClassName { get; }

    internal abstract Model Create();

    /// <returns>A new array, for no elements too.</returns>
    internal abstract Array ToArray(IReadOnlyList<Model?> models);

    /// <summary>Whether the value is a model of this kind, by its type or by the name of its type in another assembly.</summary>
    internal abstract bool IsModelType(object? value);

    /// <returns>The declared property of this name, PowerShell's or that of its JSON, in any case, or null.</returns>
    internal PropertySchema? Find(string name) => byName.TryGetValue(name, out var property) ? property : null;
}

/// <summary>The schema of one model class, which is made beside the class.</summary>
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
