using System;
using System.Net;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// Describes the body of a response that Graph may not have sent, such as that of a gateway, a proxy, or a network's
/// sign-in page.
/// </summary>
internal static class ForeignAnswer
{
    private const int LongestShown = 200;

    /// <summary>
    /// Determines whether the response is HTML or XML: whether its content type contains html, or its body begins with
    /// an angle bracket after any byte order mark and white space.
    /// </summary>
    internal static bool IsMarkup(GraphResponse response) => HasType(response, "html") || Begins(response, "<");

    /// <returns>
    /// A sentence without its full stop. It contains the content type, if any, and the title of a page or the beginning
    /// of any other text, with secrets redacted.
    /// </returns>
    internal static string Describe(GraphResponse response)
    {
        var type = ContentType(response);
        var kind = type.Length == 0 ? string.Empty : " (" + type + ")";
        if (!IsPage(response))
        {
            return "The response" + kind + " says \"" + Shown(response.Body) + "\"";
        }

        var title = TitleOf(response.Body);
        return title.Length == 0
            ? "The response is a web page" + kind + " without a title"
            : "The response is the web page \"" + title + "\"" + kind;
    }

    private static bool IsPage(GraphResponse response) =>
        HasType(response, "html") || (Begins(response, "<") && !Begins(response, "<?xml") && !HasType(response, "xml"));

    private static bool HasType(GraphResponse response, string part) =>
        ContentType(response).IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool Begins(GraphResponse response, string start) =>
        response.Body.TrimStart('\ufeff', ' ', '\t', '\r', '\n').StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static string ContentType(GraphResponse response)
    {
        var values = response.GetHeader("Content-Type");
        return values.Length == 0 ? string.Empty : Shown(values[0].Split(';')[0]);
    }

    /// <summary>
    /// Returns the title of an HTML page, or an empty string when there is none. The method uses IndexOf instead of a
    /// regular expression, because the text can be large and can contain anything.
    /// </summary>
    private static string TitleOf(string page)
    {
        const StringComparison anyCase = StringComparison.OrdinalIgnoreCase;
        var tag = page.IndexOf("<title", anyCase);
        var start = tag < 0 ? -1 : page.IndexOf('>', tag) + 1;
        var end = start <= 0 ? -1 : page.IndexOf("</title", start, anyCase);
        return end < 0 ? string.Empty : Shown(WebUtility.HtmlDecode(page.Substring(start, end - start)));
    }

    private static string Shown(string text)
    {
        // The text can be large, so only a bounded prefix is processed.
        var beginning = text.Trim();
        var shown = Redaction.Text(ForeignText.OneLine(beginning.Substring(0, Math.Min(beginning.Length, 10 * LongestShown))));
        return shown.Length > LongestShown ? shown.Substring(0, LongestShown) + "..." : shown;
    }
}
