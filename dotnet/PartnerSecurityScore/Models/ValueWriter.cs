using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Models;

/// <summary>Writes values as exact JSON, and throws an exception for values that JSON cannot represent.</summary>
internal sealed class ValueWriter(JsonWriter json, ModelWriter models, BodyNotes? notes)
{
    /// <param name="isConverted">
    /// Whether the value comes from a pscustomobject or JSON text, in which PowerShell can have truncated it.
    /// </param>
    internal void Write(object? source, string path, int depth, bool isConverted)
    {
        if (depth > JsonReader.MaxDepth)
        {
            var limit = JsonReader.MaxDepth.ToString(CultureInfo.InvariantCulture);
            throw new InvalidValueException(path, "The value is nested deeper than " + limit + " levels or contains itself.");
        }

        var value = InputValue.Unwrap(source);
        switch (value)
        {
            case null or DBNull:
                json.Raw("null");
                break;
            case bool or SwitchParameter:
                json.Raw(LanguagePrimitives.IsTrue(value) ? "true" : "false");
                break;
            case float or double:
                WriteReal(value, path);
                break;
            case Enum:
                json.String(value.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or JsonNumber:
                json.Raw(PropertyName.TextOf(value));
                break;
            case string text:
                WriteText(text, path, isConverted);
                break;
            case char or DateTime or DateTimeOffset or Uri or Guid or TimeSpan or Version or BigInteger:
                json.String(ScalarConverter.TextOf(value));
                break;
            case byte[] bytes:
                json.String(Convert.ToBase64String(bytes));
                break;
            case Model model:
                models.Write(model, path, depth);
                break;
            default:
                WriteStructure(value, path, depth, isConverted);
                break;
        }
    }

    private void WriteStructure(object value, string path, int depth, bool isConverted)
    {
        if (InputValue.HasMembers(value))
        {
            WriteObject(value, path, depth, isConverted);
        }
        else if (InputValue.IsList(value))
        {
            var index = 0;
            json.BeginArray();
            foreach (var item in (IEnumerable)value)
            {
                Write(item, PropertyPath.Element(path, index++), depth + 1, isConverted);
            }

            json.EndArray();
            if (index == 0)
            {
                notes?.Given();
            }
        }
        else
        {
            throw new InvalidValueException(
                path, "A value of type " + value.GetType().FullName + " cannot be written as JSON. Use text, a number, a date, a hashtable or an array.");
        }
    }

    private void WriteObject(object value, string path, int depth, bool isConverted)
    {
        var isJson = value is PropertyDictionary { IsJsonObject: true };
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.BeginObject();
        foreach (var member in InputValue.Members(value))
        {
            var memberPath = PropertyPath.Member(path, member.Key);
            if (!names.Add(member.Key))
            {
                throw InvalidValue.Twice(memberPath, member.Key, member.Key);
            }

            if (isJson || InputValue.Unwrap(member.Value) is not null)
            {
                json.Name(member.Key);
                Write(member.Value, memberPath, depth + 1, isConverted || isJson || InputValue.IsCustomObject(value));
            }
            else
            {
                notes?.LeftOut(memberPath);
            }
        }

        json.EndObject();
        if (names.Count == 0)
        {
            notes?.Given();
        }
    }

    private void WriteText(string text, string path, bool isConverted)
    {
        if (notes is not null)
        {
            CutOffText.Refuse(text, path, isConverted);
        }

        json.String(text);
    }

    private void WriteReal(object value, string path)
    {
        ScalarConverter.RequireFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture), value, path);
        json.Raw(value is float single ? NumberText.Of(single) : NumberText.Of((double)value));
    }
}
