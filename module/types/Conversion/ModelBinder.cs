using System;
using System.Collections;
using System.Collections.Generic;

namespace PartnerSecurityScore;

/// <summary>
/// Makes models from whatever stands for one: a hashtable or other dictionary, a pscustomobject, JSON text, a model,
/// or a model of the same name from another assembly. Nothing is dropped: what can't be converted is an error.
/// </summary>
internal static class ModelBinder
{
    /// <summary>Whether this kind of input can stand for a model at all, whatever it holds.</summary>
    internal static bool Accepts(object? source, ModelSchema schema)
    {
        var value = InputValue.Unwrap(source);
        return value is string || InputValue.HasMembers(value) || schema.IsModelType(value);
    }

    /// <param name="path">Where the value stands in the body; empty for the body itself.</param>
    /// <exception cref="InvalidValueException">Names the property that can't be converted.</exception>
    internal static Model Bind(object? source, ModelSchema schema, string path, ValueOrigin origin = ValueOrigin.Script)
    {
        var value = InputValue.Unwrap(source);
        if (value is Model model && ReferenceEquals(model.Schema, schema))
        {
            return model;
        }

        if (value is string text && origin == ValueOrigin.Script)
        {
            value = ParseJson(text, path);
            origin = ValueOrigin.Json;
        }

        if (!InputValue.HasMembers(value) && !schema.IsModelType(value))
        {
            throw InvalidValueException.NotA("a " + schema.GraphName, value, path);
        }

        var result = schema.Create();
        var seen = new HashSet<PropertySchema>();
        foreach (var member in InputValue.Members(value!))
        {
            BindMember(result, member.Key, member.Value, seen, path, origin);
        }

        return result;
    }

    /// <summary>The elements of a declared array; one element may stand without an array around it.</summary>
    internal static Array BindArray(object? source, ModelSchema schema, string path, ValueOrigin origin = ValueOrigin.Script)
    {
        var value = InputValue.Unwrap(source);
        if (value is string text && origin == ValueOrigin.Script)
        {
            value = ParseJson(text, path);
            origin = ValueOrigin.Json;
        }

        var elements = new List<Model>();
        if (InputValue.IsList(value))
        {
            var index = 0;
            foreach (var element in (IEnumerable)value!)
            {
                if (InputValue.Unwrap(element) is not null)
                {
                    elements.Add(Bind(element, schema, PropertyPath.Element(path, index), origin));
                }

                index++;
            }
        }
        else
        {
            elements.Add(Bind(value, schema, path, origin));
        }

        return schema.ToArray(elements);
    }

    private static void BindMember(
        Model target, string name, object? source, HashSet<PropertySchema> seen, string path, ValueOrigin origin)
    {
        var value = InputValue.Unwrap(source);
        if (target.Schema.Find(name) is PropertySchema property)
        {
            try
            {
                BindDeclared(target, property, value, seen, path, origin);
            }
            catch (InvalidValueException) when (origin == ValueOrigin.Answer)
            {
                target.AdditionalProperties.Add(name, value);
            }
        }
        else if (origin != ValueOrigin.Answer && IsAdditionalProperties(name, value))
        {
            AddAdditional(target, value!, path);
        }
        else
        {
            AddAdditional(target, name, value, path);
        }
    }

    private static void BindDeclared(
        Model target, PropertySchema property, object? value, HashSet<PropertySchema> seen, string path, ValueOrigin origin)
    {
        var memberPath = PropertyPath.Member(path, property.JsonName);
        if (!seen.Add(property))
        {
            throw new InvalidValueException(memberPath, "the property stands twice, in different spellings.");
        }

        if (value is DBNull)
        {
            target.SetExplicitNull(property);
        }
        else if (value is not null)
        {
            property.Set(target, BindProperty(property, value, memberPath, origin));
        }
    }

    private static object BindProperty(PropertySchema property, object value, string path, ValueOrigin origin)
    {
        switch (property.Kind)
        {
            case PropertyKind.Text:
                return ScalarConverter.ToText(value, origin, path);
            case PropertyKind.Single:
                return ScalarConverter.ToSingle(value, origin, path);
            case PropertyKind.Int64:
                return ScalarConverter.ToInt64(value, origin, path);
            case PropertyKind.DateTime:
                return ScalarConverter.ToDateTime(value, origin, path);
            case PropertyKind.Model:
                return Bind(value, property.Model, path, origin);
            default:
                return BindArray(value, property.Model, path, origin);
        }
    }

    /// <summary>A model turned into a hashtable or pscustomobject carries its unknown properties under this name.</summary>
    private static bool IsAdditionalProperties(string name, object? value) =>
        string.Equals(name, nameof(Model.AdditionalProperties), StringComparison.OrdinalIgnoreCase)
        && InputValue.HasMembers(value);

    /// <param name="members">A dictionary or object, each member of which becomes an additional property.</param>
    /// <param name="path">Where the target stands in the body.</param>
    /// <exception cref="InvalidValueException">A property stands twice.</exception>
    internal static void AddAdditional(Model target, object members, string path)
    {
        foreach (var member in InputValue.Members(members))
        {
            AddAdditional(target, member.Key, member.Value, path);
        }
    }

    private static void AddAdditional(Model target, string name, object? value, string path)
    {
        if (target.AdditionalProperties.HasExactly(name))
        {
            throw new InvalidValueException(PropertyPath.Member(path, name), "the property stands twice.");
        }

        target.AdditionalProperties.Add(name, value);
    }

    private static object? ParseJson(string text, string path)
    {
        try
        {
            return JsonReader.Parse(text);
        }
        catch (JsonFormatException failure)
        {
            throw new InvalidValueException(path, "The text is not JSON: " + failure.Message + ".");
        }
    }
}
