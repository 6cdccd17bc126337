using System;
using System.Collections;
using System.Collections.Generic;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Writes models as exact JSON: additional properties first, then the declared properties in Graph's order.
/// </summary>
internal sealed class ModelWriter
{
    private readonly JsonWriter json;
    private readonly BodyNotes? notes;
    private readonly ValueWriter values;

    private ModelWriter(JsonWriter json, BodyNotes? notes)
    {
        this.json = json;
        this.notes = notes;
        values = new ValueWriter(json, this, notes);
    }

    /// <exception cref="InvalidValueException">
    /// A value cannot be represented in JSON; the message contains its path.
    /// </exception>
    /// <exception cref="ArgumentException">A property of a model would be written twice.</exception>
    internal static string ToJson(Model model) => ToJson(model, new JsonWriter(), null);

    /// <exception cref="InvalidValueException">
    /// A value cannot be represented in JSON; the message contains its path.
    /// </exception>
    /// <exception cref="ArgumentException">A property of a nested model would be written twice.</exception>
    internal static string ToJson(PropertyDictionary additional)
    {
        var json = new JsonWriter();
        new ModelWriter(json, null).values.Write(additional, string.Empty, 0, isConverted: false);
        return json.ToString();
    }

    /// <summary>
    /// Returns the JSON body of a request. A model can reference the same value many times, and the JSON repeats it each time.
    /// The limit keeps the JSON from growing too large to build.
    /// </summary>
    /// <exception cref="InvalidValueException">
    /// A value cannot be represented in JSON; the message contains its path.
    /// </exception>
    /// <exception cref="ArgumentException">A property of a model would be written twice.</exception>
    /// <exception cref="BackendException">
    /// The JSON exceeds <paramref name="limit" /> characters. The length is checked before each name and value, not at the end.
    /// </exception>
    internal static string ToBody(Model model, BodyNotes notes, int limit) => ToJson(model, new JsonWriter(limit), notes);

    private static string ToJson(Model model, JsonWriter json, BodyNotes? notes)
    {
        new ModelWriter(json, notes).Write(model, string.Empty, 0);
        if (json.HasValue)
        {
            notes?.Given();
        }

        return json.ToString();
    }

    internal void Write(Model model, string path, int depth)
    {
        json.BeginObject();
        var unknown = WriteAdditional(model, path, depth);
        foreach (var property in model.Schema.Properties)
        {
            if (model.IsSet(property))
            {
                unknown = null;
                if (property.Kind == PropertyKind.ModelArray && property.Get(model) is IEnumerable elements && LacksValues(property, elements, path))
                {
                    notes?.LeftOut(PropertyPath.Member(path, property.JsonName));
                    continue;
                }

                json.Name(property.JsonName);
                WriteProperty(model, property, PropertyPath.Member(path, property.JsonName), depth + 1);
            }
        }

        foreach (var property in model.LeftOut)
        {
            unknown = null;
            notes?.LeftOut(PropertyPath.Member(path, property.JsonName));
        }

        if (unknown is not null)
        {
            notes?.Strange(path, unknown);
        }

        if (path.Length > 0 && model.IsEmpty && !model.LacksValues)
        {
            notes?.Given();
        }

        json.EndObject();
    }

    /// <returns>
    /// The path of the first unknown property; <c>null</c> if there is none, or if another additional property has a declared
    /// name.
    /// </returns>
    private string? WriteAdditional(Model model, string path, int depth)
    {
        string? unknown = null;
        var hasKnown = false;
        HashSet<string>? names = null;
        foreach (var entry in model.AllAdditional())
        {
            var property = model.Schema.Find(entry.Key);
            if (!(names ??= new(StringComparer.Ordinal)).Add(property?.JsonName ?? entry.Key) || (property is not null && model.IsSet(property)))
            {
                throw new ArgumentException(
                    "An item with the same key has already been added. Key: " + (property?.JsonName ?? entry.Key));
            }

            var memberPath = PropertyPath.Member(path, entry.Key);
            if (InputValue.Unwrap(entry.Value) is not { } value)
            {
                notes?.LeftOut(memberPath);
                continue;
            }

            if (property is not null)
            {
                hasKnown = true;
            }
            else if (model.Schema.Properties.Count > 0 && !IsAnnotation(entry.Key) && !(path.Length == 0 && notes?.IsExpanded == true))
            {
                unknown ??= memberPath;
                notes?.Unknown(memberPath);
            }

            json.Name(entry.Key);
            values.Write(value, memberPath, depth + 1, model.IsConverted);
        }

        return hasKnown ? null : unknown;
    }

    /// <summary>Determines whether a name is an OData annotation, such as @odata.type.</summary>
    private static bool IsAnnotation(string name) => name.IndexOf('@') >= 0;

    private void WriteProperty(Model owner, PropertySchema property, string path, int depth)
    {
        var value = property.Get(owner);
        if (value is not null && property.Kind == PropertyKind.Model)
        {
            Write(ModelBinder.Bind(value, property.Model, path), path, depth);
        }
        else if (value is not null && property.Kind == PropertyKind.ModelArray)
        {
            WriteArray(property, (IEnumerable)value, path, depth);
        }
        else
        {
            values.Write(value, path, depth, owner.IsConverted);
        }
    }

    /// <summary>
    /// Determines whether the array has null elements, or elements whose given properties have no values, but no element that can
    /// be sent. Sending an empty array instead would clear the property unintentionally.
    /// </summary>
    private static bool LacksValues(PropertySchema property, IEnumerable elements, string path)
    {
        var lacks = false;
        var index = -1;
        foreach (var element in elements)
        {
            index++;
            if (element is null ? ExplicitNulls.Has(elements, index) : !ModelBinder.Bind(element, property.Model, path).IsEmpty)
            {
                return false;
            }

            lacks |= element is null or Model { LacksValues: true };
        }

        return lacks;
    }

    private void WriteArray(PropertySchema property, IEnumerable elements, string path, int depth)
    {
        var index = -1;
        var isEmpty = true;
        json.BeginArray();
        foreach (var element in elements)
        {
            var elementPath = PropertyPath.Element(path, ++index);
            if (element is not null && ModelBinder.Bind(element, property.Model, elementPath) is { IsEmpty: false } model)
            {
                isEmpty = false;
                Write(model, elementPath, depth + 1);
            }
            else if (element is null && ExplicitNulls.Has(elements, index))
            {
                json.Raw("null");
            }
            else
            {
                notes?.LeftOut(elementPath);
            }
        }

        json.EndArray();
        if (isEmpty)
        {
            notes?.Given();
        }
    }
}
