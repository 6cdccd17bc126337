using System;
using System.Collections.Generic;

namespace PartnerSecurityScore.Models;

/// <summary>The schema of one model class, which is made beside the class.</summary>
internal sealed class ModelSchema<TModel, TInterface>(string graphName, PropertySchema[] properties) : ModelSchema(graphName, properties)
    where TModel : Model, TInterface, new()
    where TInterface : class
{
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
