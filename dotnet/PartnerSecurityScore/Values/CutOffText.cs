using System;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Detects text that PowerShell writes in place of a nested value, below the depth limit of a command or in a CSV file: a type
/// name or <c>@{name=value}</c>. A type name is never the intended value of a Graph property.
/// </summary>
internal static class CutOffText
{
    private const string CsvAdvice = "If it came from a CSV file, write the cell as JSON text: Export-Csv does not write nested values.";

    private static readonly Regex TypeNames = new(
        @"^((System\.Collections\.[\w.]+(`\d+\[\S+\])?|System\.\w+\[\]|System\.Management\.Automation\.PS(Custom)?Object|Microsoft\.Graph\.(Beta\.)?PowerShell\.Models\.\w+(\[\])?|PartnerSecurityScore\.\w+)( |$))+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <param name="isConverted">
    /// Whether the text comes from a pscustomobject or JSON text, or must itself be JSON text. Any other string in a script can
    /// legitimately look like the text of an object.
    /// </param>
    /// <exception cref="InvalidValueException">PowerShell wrote the text in place of a truncated value.</exception>
    internal static void Refuse(string text, string path, bool isConverted)
    {
        if (IsTypeName(text) || (isConverted && IsObjectText(text)))
        {
            throw new InvalidValueException(path, InvalidValue.Show(text)
                + " is text that PowerShell writes in place of an object or array. If the value came from ConvertTo-Json or Export-Clixml, increase -Depth. " + CsvAdvice);
        }
    }

    /// <summary>
    /// Refuses text that cannot be the JSON text of an object or array in a position that requires one. PowerShell can write any
    /// text in place of an instance of a class from a script, so only the position shows that the text replaces a value.
    /// </summary>
    /// <param name="expected">The name of the required object's type, with its article.</param>
    /// <param name="orArray">Whether an array of such objects is also allowed.</param>
    /// <exception cref="InvalidValueException">
    /// PowerShell wrote the text in place of a truncated value, or the text inside a body does not start with a brace or an allowed bracket.
    /// </exception>
    internal static void RequireObject(string text, string path, string expected, bool orArray = false)
    {
        Refuse(text, path, isConverted: true);
        var start = text.TrimStart();
        if (path.Length > 0 && !start.StartsWith("{", StringComparison.Ordinal) && !(orArray && start.StartsWith("[", StringComparison.Ordinal)))
        {
            throw new InvalidValueException(path, InvalidValue.Show(text) + " is not " + expected
                + ". Specify a hashtable, an object or the JSON text of an object" + (orArray ? " or array." : ".")
                + " If the value was truncated by ConvertTo-Json or Export-Clixml, increase -Depth. " + CsvAdvice);
        }
    }

    /// <summary>Returns the error for a string in JSON text or in an answer, in a position that requires an object.</summary>
    /// <param name="expected">The name of the required object's type, with its article.</param>
    /// <exception cref="InvalidValueException">PowerShell wrote the text in place of a truncated value.</exception>
    internal static InvalidValueException InJson(string text, string path, string expected)
    {
        Refuse(text, path, isConverted: true);
        return new InvalidValueException(path, InvalidValue.Show(text) + " is not " + expected
            + ". In JSON text, write an object here, not a string. If the value was truncated by ConvertTo-Json, increase -Depth.");
    }

    /// <summary>
    /// Determines whether the text consists only of names of these types, separated by spaces: collections, arrays, PSObject,
    /// PSCustomObject, and the types of this module and of Microsoft's Graph modules. Objects of these types, and arrays of such
    /// objects, can have this form when they are converted to strings.
    /// </summary>
    internal static bool IsTypeName(string text) =>
        (text.StartsWith("System.", StringComparison.Ordinal)
            || text.StartsWith("Microsoft.Graph.", StringComparison.Ordinal)
            || text.StartsWith("PartnerSecurityScore.", StringComparison.Ordinal))
        && TypeNames.IsMatch(text);

    private static bool IsObjectText(string text) =>
        text.StartsWith("@{", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal) && text.IndexOf('=') > 0;
}
