using System;
using System.Collections.Generic;

namespace PartnerSecurityScore.Models;

/// <summary>The schema of one model class, written down beside the class as a table of its properties.</summary>
internal sealed class ModelSchema<TModel, TInterface>(string graphName) : ModelSchema(graphName)
    where TModel : Model, TInterface, new()
    where TInterface : class
{
    internal override Type ModelType => typeof(TModel);

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

    internal ModelSchema<TModel, TInterface> Text(string name, Func<TModel, string?> get, Action<TModel, string?> set) =>
        With(name, PropertyKind.Text, get, (model, value) => set(model, (string?)value));

    internal ModelSchema<TModel, TInterface> Single(string name, Func<TModel, float?> get, Action<TModel, float?> set) =>
        With(name, PropertyKind.Single, model => get(model), (model, value) => set(model, (float?)value));

    internal ModelSchema<TModel, TInterface> Int64(string name, Func<TModel, long?> get, Action<TModel, long?> set) =>
        With(name, PropertyKind.Int64, model => get(model), (model, value) => set(model, (long?)value));

    internal ModelSchema<TModel, TInterface> Boolean(string name, Func<TModel, bool?> get, Action<TModel, bool?> set) =>
        With(name, PropertyKind.Boolean, model => get(model), (model, value) => set(model, (bool?)value));

    internal ModelSchema<TModel, TInterface> Date(string name, Func<TModel, DateTime?> get, Action<TModel, DateTime?> set) =>
        With(name, PropertyKind.DateTime, model => get(model), (model, value) => set(model, (DateTime?)value));

    internal ModelSchema<TModel, TInterface> Object<T>(
        string name, Func<ModelSchema> schema, Func<TModel, T?> get, Action<TModel, T?> set)
        where T : class =>
        With(name, PropertyKind.Model, get, (model, value) => set(model, (T?)value), schema);

    internal ModelSchema<TModel, TInterface> Array<T>(
        string name, Func<ModelSchema> schema, Func<TModel, T[]?> get, Action<TModel, T[]?> set)
        where T : class =>
        With(name, PropertyKind.ModelArray, get, (model, value) => set(model, (T[]?)value), schema);

    private ModelSchema<TModel, TInterface> With(
        string name,
        PropertyKind kind,
        Func<TModel, object?> get,
        Action<TModel, object?> set,
        Func<ModelSchema>? schema = null)
    {
        Add(new PropertySchema(name, kind, model => get((TModel)model), (model, value) => set((TModel)model, value), schema));
        return this;
    }
}
