using System;

namespace PartnerSecurityScore;

/// <summary>A value that can't be sent, or an answer that can't be read: its message begins with the property's path.</summary>
public sealed class InvalidValueException : InvalidArgumentException
{
    private const int LongestShownText = 100;

    internal InvalidValueException(string path, string problem)
        : base("InvalidValue", path.Length == 0 ? problem : path + ": " + problem) => Path = path;

    /// <summary>Where the value stands, as in <c>history[1].score</c>; empty for the whole body.</summary>
    public string Path { get; }

    internal static InvalidValueException NotA(string expected, object? value, string path) =>
        new(path, Show(value) + " is not " + expected + ".");

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
