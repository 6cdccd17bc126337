using System;
using System.Collections.Generic;

namespace PartnerSecurityScore.Models;

/// <summary>What conversion and JSON need to know of a model type: its Graph name and declared properties, in Graph's order.</summary>
internal abstract class ModelSchema
{
    private readonly Dictionary<string, PropertySchema> byName = new(StringComparer.OrdinalIgnoreCase);

    private protected ModelSchema(string graphName, PropertySchema[] properties)
    {
        GraphName = graphName;
        Properties = properties;
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i].Index = i;
            byName.Add(properties[i].Name, properties[i]);
        }
    }

    internal string GraphName { get; }

    internal IReadOnlyList<PropertySchema> Properties { get; }

    internal abstract Model Create();

    /// <returns>A new array, for no elements too.</returns>
    internal abstract Array ToArray(IReadOnlyList<Model?> models);

    /// <summary>Whether the value is a model of this kind, by its type or by the name of its type in another assembly.</summary>
    internal abstract bool IsModelType(object? value);

    /// <returns>The declared property of this name, in any case, or null.</returns>
    internal PropertySchema? Find(string name) => byName.TryGetValue(name, out var property) ? property : null;
}
