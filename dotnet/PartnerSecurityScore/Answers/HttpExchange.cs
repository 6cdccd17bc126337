using System.Collections.Generic;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// One HTTP exchange of a request, without the headers Authorization and Proxy-Authorization, and with known secrets
/// replaced. Each retry and each redirect is a separate exchange.
/// </summary>
internal sealed class HttpExchange
{
    internal HttpExchange(
        string method,
        string url,
        IReadOnlyList<KeyValuePair<string, string>> requestHeaders,
        int statusCode,
        IReadOnlyList<KeyValuePair<string, string>> responseHeaders)
    {
        Method = method;
        Url = url;
        RequestHeaders = requestHeaders;
        StatusCode = statusCode;
        ResponseHeaders = responseHeaders;
    }

    public string Method { get; }

    public string Url { get; }

    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; }

    public int StatusCode { get; }

    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; }
}
