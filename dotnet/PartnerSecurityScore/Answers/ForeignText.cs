using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Answers;

/// <summary>Text of a stranger, made fit for a terminal, which would obey it otherwise.</summary>
internal static class ForeignText
{
    private static readonly Regex Blanks = new(@"\s+");

    /// <summary>Control characters, and the marks that turn the direction of the text around them.</summary>
    private static readonly Regex Commands = new(@"[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    /// <returns>The text in one line, with a replacement character for each character that cannot be read.</returns>
    internal static string OneLine(string text) => Commands.Replace(Blanks.Replace(text, " "), "\ufffd").Trim();
}
