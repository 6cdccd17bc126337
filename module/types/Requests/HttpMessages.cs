using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace PartnerSecurityScore;

/// <summary>Requests and answers as the .NET messages that steps work with, and back.</summary>
internal static class HttpMessages
{
    private const string Json = "application/json";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static HttpRequestMessage ToMessage(
        string method, string url, IEnumerable<KeyValuePair<string, string>> headers, string body)
    {
        var message = new HttpRequestMessage(new HttpMethod(method), url)
        {
            Content = new ByteArrayContent(StrictUtf8.GetBytes(body)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        foreach (var header in headers)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return message;
    }

    internal static HttpResponseMessage ToMessage(GraphResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            ReasonPhrase = response.ReasonPhrase,
            RequestMessage = request,
            Content = new ByteArrayContent(StrictUtf8.GetBytes(response.Body)),
        };
        foreach (var header in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }

    /// <summary>All headers but those that belong to the body's form, which the backend writes.</summary>
    /// <exception cref="InvalidOperationException">The body is no longer JSON.</exception>
    internal static List<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage message)
    {
        if (message.Content?.Headers.ContentType is { MediaType: not Json } type)
        {
            throw new InvalidOperationException("A step of the HTTP pipeline set the Content-Type " + type.MediaType + "; Graph takes " + Json + " here.");
        }

        return Flatten(message.Headers)
            .Concat(Flatten(message.Content?.Headers).Where(header =>
                !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
                && !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            .ToList();
    }

    /// <exception cref="InvalidOperationException">The content is not UTF-8 text.</exception>
    internal static string TextOf(HttpContent? content)
    {
        try
        {
            return content is null ? string.Empty : StrictUtf8.GetString(content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidOperationException("A step of the HTTP pipeline made a body that is not UTF-8 text.");
        }
    }

    internal static GraphResponse FromMessage(HttpResponseMessage message) => new(
        (int)message.StatusCode,
        message.ReasonPhrase ?? string.Empty,
        Flatten(message.Headers).Concat(Flatten(message.Content?.Headers)),
        TextOf(message.Content));

    private static IEnumerable<KeyValuePair<string, string>> Flatten(HttpHeaders? headers) =>
        headers?.SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value))) ?? [];
}
