using System;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore;

/// <summary>
/// Takes out of a text for people what says by its name that it is secret, and what can't be anything but a token. The
/// backend has taken out the secrets that it knows.
/// </summary>
internal static class Redaction
{
    internal const string Mark = "***";

    /// <summary>
    /// The end of a secret's name, in any style: access_token, clientSecret, X-Api-Key. A skiptoken is no more than a place
    /// in a list.
    /// </summary>
    private const string Name =
        "(?:authorization|cookie2?|credentials?|passphrase|passwd|password|pwd|secret|secrettext|assertion|signature"
        + "|(?<!(?:skip|delta|continuation)[-_]?)token|(?:api|access|account|private|shared|subscription)[-_]?key"
        + "|device_code|code_verifier)";

    private static readonly Regex HeaderName = new(@"(?:" + Name + @"|auth|key)\z", RegexOptions.IgnoreCase);

    /// <summary>
    /// A JSON member with text for its value. JSON that stands in a JSON string has backslashes before its quotes; their
    /// number is bounded, so that no text takes long.
    /// </summary>
    private static readonly Regex Member = new(
        @"(?<start>(?<quote>\\{0,7}"")[^""\\]*" + Name + @"\k<quote>\s*:\s*\k<quote>)[^""\\]*(?:(?!\k<quote>)\\.[^""\\]*)*",
        RegexOptions.IgnoreCase | RegexOptions.Singleline);

    /// <summary>A field of a form or of a URL's query or fragment. An error's code in JSON is something else than a code here.</summary>
    private static readonly Regex Field = new(
        @"(?<start>(?:^|(?<=[?&#]))(?:[\w.%-]*" + Name + @"|code|sig)=)[^&#\s""'<>\\]+", RegexOptions.IgnoreCase);

    /// <summary>A JSON Web Token: three parts in base64, the first of them a JSON object.</summary>
    private static readonly Regex Token = new(@"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*");

    internal static bool IsSecret(string headerName) => HeaderName.IsMatch(headerName);

    /// <returns>The header's value, or what to show in its place.</returns>
    internal static string HeaderValue(string name, string value) => IsSecret(name) ? Mark : Text(value);

    /// <param name="text">A URL, a header's value or a body.</param>
    internal static string Text(string text)
    {
        const string hidden = "${start}" + Mark;
        return Token.Replace(Field.Replace(Member.Replace(text, hidden), hidden), Mark);
    }
}
