using System;

namespace PartnerSecurityScore;

/// <summary>How a declared property converts and how it stands in JSON.</summary>
internal enum PropertyKind
{
    Text,
    Single,
    Int64,
    DateTime,
    Model,
    ModelArray,
}

/// <summary>One declared property of a model type.</summary>
internal sealed class PropertySchema
{
    private readonly Func<Model, object?> get;
    private readonly Action<Model, object?> set;
    private readonly Func<ModelSchema>? model;

    internal PropertySchema(
        string name, PropertyKind kind, Func<Model, object?> get, Action<Model, object?> set, Func<ModelSchema>? model)
    {
        Name = name;
        JsonName = char.ToLowerInvariant(name[0]) + name.Substring(1);
        Kind = kind;
        this.get = get;
        this.set = set;
        this.model = model;
    }

    internal string Name { get; }

    internal string JsonName { get; }

    internal PropertyKind Kind { get; }

    /// <summary>The schema of the value, or of each element, where the value is a model.</summary>
    internal ModelSchema Model => model?.Invoke() ?? throw new InvalidOperationException(Name + " holds no model.");

    internal object? Get(Model target) => get(target);

    internal void Set(Model target, object? value) => set(target, value);
}
