using System.Text.RegularExpressions;

namespace PartnerSecurityScore;

/// <summary>
/// Makes text from other sources fit for messages. Terminals would interpret its control characters.
/// </summary>
internal static class ForeignText
{
    private static readonly Regex Blanks = new(@"\s+");

    private static readonly Regex Ends = new("[.!?]$");

    /// <summary>Control characters, and characters that change the direction of the surrounding text.</summary>
    private static readonly Regex Commands = new(@"[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    /// <returns>
    /// The text on one line. A space replaces each run of white space, and U+FFFD each unsafe character.
    /// </returns>
    internal static string OneLine(string text) => Commands.Replace(Blanks.Replace(text, " "), "\ufffd").Trim();

    /// <returns>The text as in <see cref="OneLine" />, with a full stop unless it already ends like a sentence; empty if it is blank.</returns>
    internal static string Sentence(string text) => OneLine(text) is { Length: > 0 } line ? Ends.IsMatch(line) ? line : line + "." : string.Empty;

    /// <returns>The text as in <see cref="OneLine" />, without a full stop at its end, to be continued in a sentence.</returns>
    internal static string Clause(string text) => OneLine(text).TrimEnd('.', ' ');
}
