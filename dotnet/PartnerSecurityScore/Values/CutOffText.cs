using System;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Text that PowerShell puts in the place of a value which lies deeper than its commands go: the name of a type, or
/// <c>@{name=value}</c>. As a property of Graph it is never meant.
/// </summary>
internal static class CutOffText
{
    private const string Advice = "Increase -Depth of ConvertTo-Json or Export-Clixml. A CSV file cannot contain nested values.";

    private static readonly Regex TypeNames = new(
        @"^((System\.Collections\.[\w.]+(`\d+\[\S+\])?|System\.\w+\[\]|System\.Management\.Automation\.PS(Custom)?Object|Microsoft\.Graph\.(Beta\.)?PowerShell\.Models\.\w+(\[\])?|PartnerSecurityScore\.\w+)( |$))+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <param name="isConverted">
    /// Whether the text comes from an object or JSON text. What a script writes down itself may look like an object's text.
    /// </param>
    /// <exception cref="InvalidValueException">The text stands for a value that was cut off.</exception>
    internal static void Refuse(string text, string path, bool isConverted)
    {
        if (IsTypeName(text) || (isConverted && IsObjectText(text)))
        {
            throw new InvalidValueException(path, InvalidValue.Show(text)
                + " is the text that PowerShell writes in place of a truncated value. " + Advice);
        }
    }

    /// <summary>What a class of a script writes of itself can be any text: it is known by its place only.</summary>
    /// <param name="text">A text inside of a body, where an object has to be.</param>
    /// <param name="expected">What has to be there, with its article.</param>
    /// <exception cref="InvalidValueException">The text is not a JSON object.</exception>
    internal static void RequireObject(string text, string path, string expected)
    {
        Refuse(text, path, isConverted: true);
        if (path.Length > 0 && !text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            throw new InvalidValueException(path, InvalidValue.Show(text) + " is not " + expected + ". It may be a truncated value. " + Advice);
        }
    }

    /// <summary>Whether the text is what an object without a text of its own has: the name of its type.</summary>
    internal static bool IsTypeName(string text) =>
        (text.StartsWith("System.", StringComparison.Ordinal)
            || text.StartsWith("Microsoft.Graph.", StringComparison.Ordinal)
            || text.StartsWith("PartnerSecurityScore.", StringComparison.Ordinal))
        && TypeNames.IsMatch(text);

    private static bool IsObjectText(string text) =>
        text.StartsWith("@{", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal) && text.IndexOf('=') > 0;
}
