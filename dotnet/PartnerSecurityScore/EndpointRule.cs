using System;

namespace PartnerSecurityScore;

/// <summary>
/// Validates endpoint URLs. Endpoints receive tokens or credentials, so a URL must use HTTPS, or HTTP to a loopback
/// address. It must not contain a user name, a query, or a fragment.
/// </summary>
internal static class EndpointRule
{
    /// <returns>The URL without a trailing slash, or null when the text is null or empty.</returns>
    /// <exception cref="ArgumentException">The text is neither null, empty, nor a valid endpoint.</exception>
    internal static string? Normalise(string? endpoint, string parameter) =>
        string.IsNullOrEmpty(endpoint) ? null : Require(endpoint!, parameter);

    /// <returns>The URL without a trailing slash.</returns>
    /// <exception cref="ArgumentException">
    /// The URL is not a valid endpoint; the message contains the reason.
    /// </exception>
    internal static string Require(string endpoint, string parameter)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            // A password can precede @, and a token can follow ? or #, so the message omits such a URL.
            var mayBeShown = endpoint.IndexOfAny(['@', '?', '#']) < 0;
            throw new ArgumentException(
                parameter + (mayBeShown ? " '" + endpoint + "'" : string.Empty) + " is not a valid endpoint. Specify a URL without a user name, query or fragment, such as "
                    + (parameter == "GraphEndpoint" ? "https://graph.microsoft.com." : "https://login.microsoftonline.com."));
        }

        var isSafe = url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
        if (!isSafe)
        {
            throw new ArgumentException(parameter + " '" + endpoint + "' must begin with https://. Only loopback addresses can use http://.");
        }

        return url.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }
}
