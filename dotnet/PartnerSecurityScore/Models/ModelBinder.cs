using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Converts input to models. The input can be a dictionary, a pscustomobject, JSON text, a model, or a model of the same
/// name from another assembly. A value that cannot be converted is an error, except in a response, where it becomes an
/// additional property. Apart from missing values, only undeclared properties of models that do not keep them are dropped.
/// </summary>
internal static class ModelBinder
{
    /// <summary>The name of the model member, and of the parameter, that contains undeclared properties.</summary>
    internal const string AdditionalProperties = "AdditionalProperties";

    /// <summary>Determines whether the type of the input can represent a model, regardless of the content.</summary>
    internal static bool Accepts(object? source, ModelSchema schema)
    {
        var value = InputValue.Unwrap(source);
        return value is string || InputValue.HasMembers(value) || schema.IsModelType(value);
    }

    /// <param name="path">The path of the value in the body; empty for the body itself.</param>
    /// <exception cref="InvalidValueException">
    /// The value is not an object, or a property occurs twice or cannot be converted; the message contains the path.
    /// </exception>
    internal static Model Bind(object? source, ModelSchema schema, string path, ValueOrigin origin = ValueOrigin.Script)
    {
        var value = InputValue.Unwrap(source);
        if (value is Model model && ReferenceEquals(model.Schema, schema))
        {
            return model;
        }

        var expected = schema.Described;
        if (value is string text && origin == ValueOrigin.Script)
        {
            CutOffText.RequireObject(text, path, expected);
            value = ParseJson(text, path);
            origin = ValueOrigin.Json;
        }

        if (!InputValue.HasMembers(value) && !schema.IsModelType(value))
        {
            throw value is string other ? CutOffText.InJson(other, path, expected) : InvalidValue.NotA(expected, value, path);
        }

        var result = schema.Create();
        result.IsConverted = origin == ValueOrigin.Json || InputValue.IsCustomObject(value);

        // In a copy of a model, every property that was never set is present as null.
        var isCopy = schema.IsModelType(value) || (value is PSObject custom && Deserialized.Is(custom));
        var seen = new Dictionary<PropertySchema, string>();
        foreach (var member in InputValue.Members(value!))
        {
            if (isCopy && InputValue.Unwrap(member.Value) is null)
            {
                continue;
            }

            BindMember(result, member.Key, member.Value, seen, path, origin);
        }

        return result;
    }

    /// <summary>
    /// Converts the elements of a declared array, or the JSON text of an element or array. A single element does not need an
    /// enclosing array.
    /// </summary>
    internal static Array BindArray(object? source, ModelSchema schema, string path, ValueOrigin origin = ValueOrigin.Script)
    {
        var value = InputValue.Unwrap(source);
        var expected = schema.Described;
        if (value is string text && origin == ValueOrigin.Script)
        {
            CutOffText.RequireObject(text, path, expected, orArray: true);
            value = ParseJson(text, path);
            origin = ValueOrigin.Json;
        }

        var elements = new List<Model?>();
        var explicitNulls = new HashSet<int>();
        if (InputValue.IsList(value))
        {
            foreach (var item in (IEnumerable)value!)
            {
                var element = InputValue.Unwrap(item);
                if (element is DBNull || (element is null && origin != ValueOrigin.Script))
                {
                    explicitNulls.Add(elements.Count);
                }

                elements.Add(element is null or DBNull ? null : Bind(element, schema, PropertyPath.Element(path, elements.Count), origin));
            }
        }
        else
        {
            elements.Add(Bind(value, schema, path, origin));
        }

        var array = schema.ToArray(elements);
        if (explicitNulls.Count > 0)
        {
            ExplicitNulls.Note(array, explicitNulls);
        }

        return array;
    }

    /// <summary>
    /// Determines whether a property has no value: null or, for a number, date or Boolean from a script, blank text such as an
    /// empty CSV cell.
    /// </summary>
    internal static bool IsMissing(PropertySchema property, object? value, ValueOrigin origin) =>
        value is null
        || (origin == ValueOrigin.Script && value is string text && string.IsNullOrWhiteSpace(text)
            && property.Kind is PropertyKind.Single or PropertyKind.Int64 or PropertyKind.DateTime or PropertyKind.Boolean);

    private static void BindMember(
        Model target, string name, object? source, Dictionary<PropertySchema, string> seen, string path, ValueOrigin origin)
    {
        var value = InputValue.Unwrap(source);
        if (target.Schema.Find(name) is PropertySchema property)
        {
            try
            {
                BindDeclared(target, property, name, value, seen, path, origin);
            }
            catch (InvalidValueException) when (origin == ValueOrigin.Answer)
            {
                target.Additional?.Add(name, value);
            }
        }
        else if (origin != ValueOrigin.Answer && IsAdditionalProperties(name, value))
        {
            AddAdditional(target, value!, path, origin);
        }
        else
        {
            AddAdditional(target, name, value, path, origin);
        }
    }

    private static void BindDeclared(
        Model target, PropertySchema property, string name, object? value, Dictionary<PropertySchema, string> seen, string path, ValueOrigin origin)
    {
        var memberPath = PropertyPath.Member(path, property.JsonName);
        if (seen.TryGetValue(property, out var first))
        {
            throw InvalidValue.Twice(memberPath, first, name);
        }

        seen.Add(property, name);

        if (value is DBNull || (value is null && origin == ValueOrigin.Json))
        {
            target.SetExplicitNull(property);
        }
        else if (IsMissing(property, value, origin))
        {
            if (origin != ValueOrigin.Answer)
            {
                target.LeaveOut(property);
            }
        }
        else
        {
            property.Set(target, BindProperty(property, value!, memberPath, origin));
        }
    }

    internal static object BindProperty(PropertySchema property, object value, string path, ValueOrigin origin)
    {
        switch (property.Kind)
        {
            case PropertyKind.Text:
                return ScalarConverter.ToText(value, origin, path);
            case PropertyKind.Single:
                return ScalarConverter.ToSingle(value, origin, path);
            case PropertyKind.Int64:
                return ScalarConverter.ToInt64(value, origin, path);
            case PropertyKind.Boolean:
                return ScalarConverter.ToBoolean(value, origin, path);
            case PropertyKind.DateTime:
                return ScalarConverter.ToDateTime(value, origin, path);
            case PropertyKind.Model:
                return Bind(value, property.Model, path, origin);
            default:
                return BindArray(value, property.Model, path, origin);
        }
    }

    /// <summary>
    /// Determines whether a member contains the undeclared properties of a model that was converted to a hashtable or
    /// pscustomobject.
    /// </summary>
    private static bool IsAdditionalProperties(string name, object? value) =>
        string.Equals(name, AdditionalProperties, StringComparison.OrdinalIgnoreCase)
        && InputValue.HasMembers(value);

    /// <param name="members">
    /// A dictionary or object. Each of its members becomes an additional property, unless the model drops undeclared properties.
    /// </param>
    /// <param name="path">The path of the target in the body.</param>
    /// <exception cref="InvalidValueException">A property occurs twice.</exception>
    internal static void AddAdditional(Model target, object members, string path, ValueOrigin origin)
    {
        foreach (var member in InputValue.Members(members))
        {
            AddAdditional(target, member.Key, member.Value, path, origin);
        }
    }

    private static void AddAdditional(Model target, string name, object? value, string path, ValueOrigin origin)
    {
        if (target.Additional is not { } additional)
        {
            return;
        }

        if (additional.HasExactly(name))
        {
            throw InvalidValue.Twice(PropertyPath.Member(path, name), name, name);
        }

        additional.Add(name, value is null && origin == ValueOrigin.Json ? DBNull.Value : value);
    }

    /// <exception cref="InvalidValueException">
    /// The text is not JSON, or PowerShell wrote it in place of a truncated value.
    /// </exception>
    internal static object? ParseJson(string text, string path)
    {
        CutOffText.Refuse(text, path, isConverted: true);
        try
        {
            return JsonReader.Parse(text);
        }
        catch (JsonFormatException failure)
        {
            throw new InvalidValueException(path, "The text is not valid JSON: " + failure.Message + ".");
        }
    }
}
