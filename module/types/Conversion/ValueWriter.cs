using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace PartnerSecurityScore;

/// <summary>Any value of an unknown property as exact JSON.</summary>
internal static class ValueWriter
{
    internal static void Write(JsonWriter writer, object? source, string path, int depth)
    {
        if (depth > JsonReader.MaxDepth)
        {
            var limit = JsonReader.MaxDepth.ToString(CultureInfo.InvariantCulture);
            throw new InvalidValueException(path, "The value is nested deeper than " + limit + " levels, or contains itself.");
        }

        var value = InputValue.Unwrap(source);
        switch (value)
        {
            case null or DBNull:
                writer.Raw("null");
                break;
            case bool or SwitchParameter:
                writer.Raw(LanguagePrimitives.IsTrue(value) ? "true" : "false");
                break;
            case float or double:
                WriteReal(writer, value, path);
                break;
            case Enum:
                writer.String(value.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or JsonNumber:
                writer.Raw(PropertyName.TextOf(value));
                break;
            case string or char or DateTime or DateTimeOffset or Uri or Guid or TimeSpan or Version or BigInteger:
                writer.String(ScalarConverter.TextOf(value));
                break;
            case byte[] bytes:
                writer.String(Convert.ToBase64String(bytes));
                break;
            case Model model:
                ModelWriter.Write(writer, model, path, depth);
                break;
            default:
                WriteStructure(writer, value, path, depth);
                break;
        }
    }

    private static void WriteStructure(JsonWriter writer, object value, string path, int depth)
    {
        if (InputValue.HasMembers(value))
        {
            WriteObject(writer, value, path, depth);
        }
        else if (InputValue.IsList(value))
        {
            var index = 0;
            writer.BeginArray();
            foreach (var item in (IEnumerable)value)
            {
                Write(writer, item, PropertyPath.Element(path, index++), depth + 1);
            }

            writer.EndArray();
        }
        else
        {
            throw new InvalidValueException(
                path, "A value of type " + value.GetType().FullName + " has no form in JSON. Give text, a number, a date, a hashtable or an array.");
        }
    }

    private static void WriteObject(JsonWriter writer, object value, string path, int depth)
    {
        var keepsNulls = value is PropertyDictionary { IsJsonObject: true };
        var names = new HashSet<string>(StringComparer.Ordinal);
        writer.BeginObject();
        foreach (var member in InputValue.Members(value))
        {
            var memberPath = PropertyPath.Member(path, member.Key);
            if (!names.Add(member.Key))
            {
                throw new InvalidValueException(memberPath, "the property stands twice.");
            }

            if (member.Value is not null || keepsNulls)
            {
                writer.Name(member.Key);
                Write(writer, member.Value, memberPath, depth + 1);
            }
        }

        writer.EndObject();
    }

    private static void WriteReal(JsonWriter writer, object value, string path)
    {
        ScalarConverter.RequireFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture), value, path);
        writer.Raw(value is float single ? NumberText.Of(single) : NumberText.Of((double)value));
    }
}
