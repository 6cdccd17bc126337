using System;
using System.Text.RegularExpressions;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// Takes out of a text for people what says by its name that it is secret, and what can't be anything but a token. The
/// backend has taken out the secrets that it knows.
/// </summary>
internal static class Redaction
{
    internal const string Mark = "***";

    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>
    /// What says so wherever it stands in a header's name, as in src/http/secrets/isSecretHeader.ts, or at the end of any other: access_token,
    /// clientSecret. A skiptoken is only a position in a list.
    /// </summary>
    private const string LongWord =
        "(?:authorization|cookie2?|credentials?|pass(?:phrase|wd|word|code)|pwd|secret(?:text)?|assertion|signature"
        + "|connection[-_ ]?string|(?<!(?:skip|delta|continuation)[-_]?)token)";

    /// <summary>What says so at the end of a name, where it is a word of its own there: userOtp, but no design.</summary>
    private const string ShortWord = "(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))(?:auth|jwt|bearer|otp|sig|pass)";

    /// <summary>
    /// Of some kind: primaryKey, x-functions-key, but no monkey, nor what is called key alone, as it mostly stands beside a value.
    /// </summary>
    private const string Key =
        "(?:(?<=[a-z\\d][-_. ])key|(?-i:(?<=[a-z\\d])Key)|(?:api|access|account|private|shared|subscription)key)";

    private const string Name = "(?:" + LongWord + "|" + ShortWord + "|" + Key + "|device_code|code_verifier)";

    private static readonly Regex HeaderName = new(LongWord + "|" + ShortWord + @"\z|(?:auth|key)\z", AnyCase);

    /// <summary>
    /// A JSON member with text for its value. JSON that stands in a JSON string has backslashes before its quotes; their
    /// number is bounded, so that no text takes long.
    /// </summary>
    private static readonly Regex Member = new(
        @"(?<start>(?<quote>\\{0,7}"")[^""\\]*" + Name + @"\k<quote>\s*:\s*\k<quote>)[^""\\]*(?:(?!\k<quote>)\\.[^""\\]*)*",
        AnyCase | RegexOptions.Singleline);

    /// <summary>A field of a form or of a URL's query or fragment. An error's code in JSON is something else than a code here.</summary>
    private static readonly Regex Field = new(
        @"(?<start>(?:^|(?<=[?&#]))(?:[\w.%-]*" + Name + @"|code)=)[^&#\s""'<>\\]+", AnyCase);

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
