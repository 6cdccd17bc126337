using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>Converts answers that arrive as .NET messages to the form of the backend's answers.</summary>
internal static class AnswerMessage
{
    /// <summary>The request headers that contain credentials for Graph or for the proxy.</summary>
    private static readonly string[] Secret = ["Authorization", "Proxy-Authorization"];

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the message, including any part of its body that has not arrived yet.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    internal static GraphResponse Read(HttpResponseMessage message, PSCmdlet command)
    {
        var bytes = BytesOf(message, command);
        var text = (int)message.StatusCode >= 300 ? LenientText(bytes, message.Content?.Headers.ContentType?.CharSet) : TextOrNull(bytes);
        return new GraphResponse(
            (int)message.StatusCode,
            message.ReasonPhrase ?? string.Empty,
            LinesOf(message.Headers, message.Content?.Headers).Select(line => new KeyValuePair<string, string>(line.Key.ToLowerInvariant(), line.Value)).ToList(),
            text ?? string.Empty)
        {
            Unreadable = text is not null ? null
                : "Graph returned status " + ((int)message.StatusCode).ToString(CultureInfo.InvariantCulture)
                    + ", but the body of its response is not UTF-8 text. The request will not be sent again.",
        };
    }

    /// <returns>
    /// The exchange. If the message does not contain its request, the prepared request supplies the method and URL.
    /// </returns>
    internal static HttpExchange Exchange(HttpResponseMessage message, GraphResponse response, PreparedRequest prepared)
    {
        var request = message.RequestMessage;
        return new HttpExchange(
            request?.Method.Method ?? prepared.Method,
            request?.RequestUri?.AbsoluteUri ?? prepared.Url,
            LinesOf(request?.Headers, request?.Content?.Headers).Where(line => !Secret.Contains(line.Key, StringComparer.OrdinalIgnoreCase)).ToList(),
            response.StatusCode,
            response.HeaderLines);
    }

    /// <returns>The client-request-id that was sent; <c>null</c> if the message does not contain it.</returns>
    internal static string? SentRequestId(HttpResponseMessage message) =>
        message.RequestMessage?.Headers.TryGetValues("client-request-id", out var ids) == true ? ids.FirstOrDefault() : null;

    private static byte[] BytesOf(HttpResponseMessage message, PSCmdlet command)
    {
        if (message.Content is not { } content)
        {
            return [];
        }

        try
        {
            return BackendHost.Wait(content.ReadAsByteArrayAsync(), command, message.Dispose);
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            throw RequestFailure.Of(failure);
        }
    }

    private static string? TextOrNull(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// Decodes the body of an unsuccessful answer in any encoding. Invalid bytes are not an error, because the status and headers
    /// matter more than the body.
    /// </summary>
    private static string LenientText(byte[] bytes, string? charset)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(charset?.Trim('"')));
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return Encoding.GetEncoding(charset ?? "utf-8");
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    /// <summary>
    /// Returns one line for each header name. Values that .NET has split are joined again, but each Set-Cookie value keeps its own
    /// line.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string>> LinesOf(params HttpHeaders?[] parts) => parts
        .SelectMany(headers => headers?.AsEnumerable() ?? [])
        .SelectMany(header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
            ? header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value))
            : [new KeyValuePair<string, string>(header.Key, string.Join(header.Key is "User-Agent" or "Server" ? " " : ", ", header.Value))]);
}
