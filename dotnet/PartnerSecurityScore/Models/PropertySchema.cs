using System;
using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>The kind of a declared property, which determines its conversion and its JSON type.</summary>
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

/// <summary>A declared property of a model type.</summary>
internal sealed class PropertySchema
{
    private readonly string? model;
    private readonly Lazy<object> missing;
    private readonly Lazy<object> cleared;

    /// <param name="model">
    /// The name of the class of the value, or of each array element, if these are models; otherwise <c>null</c>.
    /// </param>
    /// <param name="values">The known values of a text property, for completion; <c>null</c> if there are none.</param>
    /// <param name="jsonName">The JSON name; <c>null</c> if it is the property's name in camel case.</param>
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

    /// <summary>The property's index in the model's schema.</summary>
    internal int Index { get; set; }

    /// <summary>Whether the value is a model or an array of models.</summary>
    internal bool HoldsModels => model is not null;

    /// <summary>
    /// The schema of the value, or of each array element. Valid only if <see cref="HoldsModels" /> is true.
    /// </summary>
    internal ModelSchema Model => ModelSchemas.Of(model!);

    /// <summary>
    /// Whether the property's parameter is a hashtable, as in the original. This applies to a single model whose class declares
    /// no properties.
    /// </summary>
    internal bool IsTable => Kind == PropertyKind.Model && Model.Properties.Count == 0;

    /// <summary>
    /// Marks a parameter without a value, because most parameter types have no null. Compare it by reference.
    /// </summary>
    internal object Missing => missing.Value;

    /// <summary>Marks a parameter to be sent as JSON null. Compare it by reference.</summary>
    internal object Cleared => cleared.Value;

    internal object? Get(Model target) => target.Get(Index);

    internal void Set(Model target, object? value) => target.Set(Index, value);

    /// <summary>Creates an object of the parameter's type, which the engine binds without conversion.</summary>
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
