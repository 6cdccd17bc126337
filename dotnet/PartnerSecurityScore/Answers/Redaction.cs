using System;
using System.Text.RegularExpressions;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// Replaces secrets in text for display: values with names that indicate a secret, and JSON Web Tokens. In the text
/// that the backend returns for display, known secrets are already replaced.
/// </summary>
internal static class Redaction
{
    internal const string Mark = "***";

    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>
    /// Words that indicate a secret anywhere in a header name, as in src/http/secrets/isSecretHeader.ts, or at the end
    /// of any other name, such as access_token and clientSecret. Skip, delta, and continuation tokens are not secrets
    /// but positions in a list.
    /// </summary>
    private const string LongWord =
        "(?:authorization|cookie2?|credentials?|pass(?:phrase|wd|word|code)|pwd|secret(?:text)?|assertion|signature"
        + "|connection[-_ ]?string|(?<!(?:skip|delta|continuation)[-_]?)token)";

    /// <summary>
    /// Words that indicate a secret at the end of a name, if they are separate words: userOtp matches, but bypass does
    /// not.
    /// </summary>
    private const string ShortWord = "(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))(?:auth|jwt|bearer|otp|sig|pass)";

    /// <summary>
    /// Keys with a qualifier, such as primaryKey and x-functions-key. The pattern does not match monkey. It does not
    /// match key alone, which is usually the name in a name/value pair.
    /// </summary>
    private const string Key =
        "(?:(?<=[a-z\\d][-_. ])key|(?-i:(?<=[a-z\\d])Key)|(?:api|access|account|private|shared|subscription)key)";

    private const string Name = "(?:" + LongWord + "|" + ShortWord + "|" + Key + "|device_code|code_verifier)";

    private static readonly Regex HeaderName = new(LongWord + "|" + ShortWord + @"\z|(?:auth|key)\z", AnyCase);

    /// <summary>
    /// A JSON member with a secret name and a string value. In JSON inside a JSON string, backslashes precede the
    /// quotes. The limit on the number of backslashes bounds the matching time.
    /// </summary>
    private static readonly Regex Member = new(
        @"(?<start>(?<quote>\\{0,7}"")[^""\\]*" + Name + @"\k<quote>\s*:\s*\k<quote>)[^""\\]*(?:(?!\k<quote>)\\.[^""\\]*)*",
        AnyCase | RegexOptions.Singleline);

    /// <summary>
    /// A field with a secret name in a form, or in a URL's query or fragment. In these places, code is an authorization
    /// code; in JSON, it is an error code.
    /// </summary>
    private static readonly Regex Field = new(
        @"(?<start>(?:^|(?<=[?&#]))(?:[\w.%-]*" + Name + @"|code)=)[^&#\s""'<>\\]+", AnyCase);

    /// <summary>
    /// A JSON Web Token, which consists of three Base64url parts. The first part encodes a JSON object.
    /// </summary>
    private static readonly Regex Token = new(@"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*");

    internal static bool IsSecret(string headerName) => HeaderName.IsMatch(headerName);

    /// <returns>The header's value for display, with secrets redacted.</returns>
    internal static string HeaderValue(string name, string value) => IsSecret(name) ? Mark : Text(value);

    /// <param name="text">A URL, a header value, or a body.</param>
    internal static string Text(string text)
    {
        const string hidden = "${start}" + Mark;
        return Token.Replace(Field.Replace(Member.Replace(text, hidden), hidden), Mark);
    }
}
