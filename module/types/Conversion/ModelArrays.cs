using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>
/// Declared arrays of models. Their null elements are not sent, but for those that stood so in JSON or were DBNull: an
/// array remembers which.
/// </summary>
internal static class ModelArrays
{
    private static readonly ConditionalWeakTable<object, HashSet<int>> ExplicitNulls = new();

    /// <summary>The elements of a declared array; one element may stand without an array around it.</summary>
    /// <exception cref="InvalidValueException">Names the property that can't be converted.</exception>
    internal static Array Bind(object? source, ModelSchema schema, string path, ValueOrigin origin = ValueOrigin.Script)
    {
        var value = InputValue.Unwrap(source);
        if (value is string text && origin == ValueOrigin.Script)
        {
            value = ModelBinder.ParseJson(text, path);
            origin = ValueOrigin.Json;
        }

        if (!InputValue.IsList(value))
        {
            return schema.ToArray([ModelBinder.Bind(value, schema, path, origin)]);
        }

        var elements = new List<Model?>();
        var explicitNulls = new HashSet<int>();
        foreach (var item in (IEnumerable)value!)
        {
            var element = InputValue.Unwrap(item);
            if (element is DBNull || (element is null && origin != ValueOrigin.Script))
            {
                explicitNulls.Add(elements.Count);
            }

            elements.Add(element is null or DBNull ? null : ModelBinder.Bind(element, schema, PropertyPath.Element(path, elements.Count), origin));
        }

        var array = schema.ToArray(elements);
        if (explicitNulls.Count > 0)
        {
            ExplicitNulls.Add(array, explicitNulls);
        }

        return array;
    }

    /// <summary>Whether the element, which is null, goes out as null.</summary>
    internal static bool HasExplicitNull(object array, int index) => ExplicitNulls.TryGetValue(array, out var indexes) && indexes.Contains(index);
}
