using System;
using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>How a declared property converts and how it stands in JSON.</summary>
internal enum PropertyKind
{
    Text,
    Single,
    Int64,
    DateTime,
    Boolean,
    Model,
    ModelArray,
}

/// <summary>One declared property of a model type.</summary>
internal sealed class PropertySchema
{
    private readonly string? model;
    private readonly Lazy<object> missing;
    private readonly Lazy<object> cleared;

    /// <param name="model">The class of the value, or of each element, where the value is a model.</param>
    /// <param name="values">The texts that are known for it.</param>
    /// <param name="jsonName">Where it is another than the name with a small letter.</param>
    internal PropertySchema(string name, PropertyKind kind, string? model = null, string[]? values = null, string? jsonName = null)
    {
        Name = name;
        JsonName = jsonName ?? char.ToLowerInvariant(name[0]) + name.Substring(1);
        Kind = kind;
        KnownValues = values ?? [];
        this.model = model;
        missing = new Lazy<object>(Mark);
        cleared = new Lazy<object>(Mark);
    }

    internal string Name { get; }

    internal string JsonName { get; }

    internal PropertyKind Kind { get; }

    internal string[] KnownValues { get; }

    /// <summary>Its place among the properties of the model.</summary>
    internal int Index { get; set; }

    /// <summary>Whether the value is a model or an array of models.</summary>
    internal bool HoldsModels => model is not null;

    /// <summary>The schema of the value, or of each element, where the value is a model.</summary>
    internal ModelSchema Model => ModelSchemas.Of(model!);

    /// <summary>
    /// Whether a parameter that stands for it is a hashtable, as in the original: one model whose class declares nothing.
    /// </summary>
    internal bool IsTable => Kind == PropertyKind.Model && Model.Properties.Count == 0;

    /// <summary>Marks a parameter without a value, as most parameter types have no null. It is compared by reference.</summary>
    internal object Missing => missing.Value;

    /// <summary>Marks a parameter that is to go out as JSON null, in the same way.</summary>
    internal object Cleared => cleared.Value;

    internal object? Get(Model target) => target.Get(Index);

    internal void Set(Model target, object? value) => target.Set(Index, value);

    /// <summary>A new object of the parameter's type, which the engine passes on as it is.</summary>
    private object Mark() => Kind switch
    {
        PropertyKind.Text => new string(' ', 1),
        PropertyKind.Single => 0f,
        PropertyKind.Int64 => 0L,
        PropertyKind.DateTime => default(DateTime),
        PropertyKind.Boolean => default(SwitchParameter),
        PropertyKind.Model => IsTable ? new Hashtable() : Model.Create(),
        _ => Model.ToArray([]),
    };
}
