using System;
using System.Collections;
using System.Collections.Generic;

namespace PartnerSecurityScore;

/// <summary>Models as exact JSON: unknown properties first, then the declared ones in Graph's order.</summary>
internal static class ModelWriter
{
    /// <exception cref="InvalidValueException">A value that JSON can't hold, with its path.</exception>
    /// <exception cref="ArgumentException">A declared property would be sent twice.</exception>
    internal static string ToJson(Model model) => ToJson(model, new JsonWriter());

    /// <summary>The body of a request. What stands in many places at once may be too long to be written down at all.</summary>
    /// <exception cref="BackendException">It is longer than any request.</exception>
    internal static string ToBody(Model model) => ToJson(model, new JsonWriter(Protocol.MaxFrame));

    private static string ToJson(Model model, JsonWriter writer)
    {
        Write(writer, model, string.Empty, 0);
        return writer.ToString();
    }

    internal static void Write(JsonWriter writer, Model model, string path, int depth)
    {
        var declared = new HashSet<PropertySchema>();
        writer.BeginObject();
        foreach (var entry in model.AdditionalProperties)
        {
            var property = model.Schema.Find(entry.Key);
            if (property is not null && (model.IsSet(property) || !declared.Add(property)))
            {
                throw new ArgumentException(
                    "An item with the same key has already been added. Key: " + property.JsonName);
            }

            if (entry.Value is not null)
            {
                writer.Name(entry.Key);
                ValueWriter.Write(writer, entry.Value, PropertyPath.Member(path, entry.Key), depth + 1);
            }
        }

        foreach (var property in model.Schema.Properties)
        {
            if (model.IsSet(property))
            {
                writer.Name(property.JsonName);
                WriteProperty(writer, property, property.Get(model), PropertyPath.Member(path, property.JsonName), depth + 1);
            }
        }

        writer.EndObject();
    }

    private static void WriteProperty(JsonWriter writer, PropertySchema property, object? value, string path, int depth)
    {
        if (value is not null && property.Kind == PropertyKind.Model)
        {
            Write(writer, ModelBinder.Bind(value, property.Model, path), path, depth);
        }
        else if (value is not null && property.Kind == PropertyKind.ModelArray)
        {
            WriteArray(writer, property, (IEnumerable)value, path, depth);
        }
        else
        {
            ValueWriter.Write(writer, value, path, depth);
        }
    }

    private static void WriteArray(JsonWriter writer, PropertySchema property, IEnumerable elements, string path, int depth)
    {
        var index = 0;
        writer.BeginArray();
        foreach (var element in elements)
        {
            var elementPath = PropertyPath.Element(path, index++);
            if (element is not null && ModelBinder.Bind(element, property.Model, elementPath) is { IsEmpty: false } model)
            {
                Write(writer, model, elementPath, depth + 1);
            }
        }

        writer.EndArray();
    }
}
