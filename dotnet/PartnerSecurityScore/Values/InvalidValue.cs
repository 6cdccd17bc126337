using System;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Values;

/// <summary>Creates the errors for values that cannot be converted.</summary>
internal static class InvalidValue
{
    private const int LongestShownText = 100;

    internal static InvalidValueException NotA(string expected, object? value, string path) =>
        new(path, Show(value) + " is not " + expected + ".");

    /// <param name="first">The name of the property where it occurs first.</param>
    /// <param name="second">The name of the property where it occurs again.</param>
    internal static InvalidValueException Twice(string path, string first, string second) => new(
        path,
        "The property is specified twice" + (first == second ? string.Empty : ", as '" + first + "' and as '" + second + "'") + ". Specify it only once.");

    internal static string Show(object? value)
    {
        if (value is null)
        {
            return "null";
        }

        if (value is DBNull)
        {
            return "DBNull";
        }

        if (value is not string && value is not IConvertible && value is not JsonNumber)
        {
            return "A value of type " + value.GetType().FullName;
        }

        var text = ScalarConverter.TextOf(value) ?? PropertyName.TextOf(value);
        return "'" + (text.Length <= LongestShownText ? text : text.Substring(0, LongestShownText) + "...") + "'";
    }
}
