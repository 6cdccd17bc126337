using System;

namespace PartnerSecurityScore;

/// <summary>Which URLs may be endpoints: a token goes there, so it takes HTTPS, or HTTP that does not leave this machine.</summary>
internal static class EndpointRule
{
    /// <returns>The URL without a slash at its end; null for null or empty text.</returns>
    internal static string? Normalise(string? endpoint, string parameter) =>
        string.IsNullOrEmpty(endpoint) ? null : Require(endpoint!, parameter);

    /// <exception cref="ArgumentException">Says what is wrong with the URL.</exception>
    internal static string Require(string endpoint, string parameter)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            // A password or token may follow these characters.
            var mayBeShown = endpoint.IndexOfAny(['@', '?', '#']) < 0;
            throw new ArgumentException(
                parameter + (mayBeShown ? " '" + endpoint + "'" : string.Empty) + " is not a valid endpoint. Specify a URL without a user name, query or fragment, such as https://graph.microsoft.com.", parameter);
        }

        var isSafe = url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
        if (!isSafe)
        {
            throw new ArgumentException(
                parameter + " '" + endpoint + "' must begin with https://. Only loopback addresses can use http://.", parameter);
        }

        return url.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }
}
