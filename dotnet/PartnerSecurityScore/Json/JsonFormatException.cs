using System;
using System.Globalization;

namespace PartnerSecurityScore.Json;

/// <summary>
/// The error for text that is not valid JSON, repeats a property of an object, or is nested too deeply. The message contains
/// the line and column of the problem.
/// </summary>
public sealed class JsonFormatException : FormatException
{
    internal JsonFormatException(string problem, string text, int position)
        : base(Describe(problem, text, position))
    {
    }

    private static string Describe(string problem, string text, int position)
    {
        var line = 1;
        var column = 1;
        for (var i = 0; i < position && i < text.Length; i++)
        {
            column++;
            if (text[i] == '\n')
            {
                line++;
                column = 1;
            }
        }

        return string.Format(CultureInfo.InvariantCulture, "{0} at line {1}, column {2}", problem, line, column);
    }
}
