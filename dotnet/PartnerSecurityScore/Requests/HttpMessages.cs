using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Requests;

/// <summary>Converts requests and answers to and from the .NET messages that steps use.</summary>
internal static class HttpMessages
{
    private const string Json = "application/json";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static HttpRequestMessage ToMessage(PreparedRequest request, string? body)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url);
        if (body is not null)
        {
            message.Content = new ByteArrayContent(StrictUtf8.GetBytes(body));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        }

        foreach (var header in request.Headers)
        {
            Add(message, header.Key, header.Value);
        }

        return message;
    }

    /// <exception cref="InvalidArgumentException">
    /// A .NET request message cannot contain the header, so it would be lost.
    /// </exception>
    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content?.Headers.TryAddWithoutValidation(name, value) != true)
        {
            // The name is quoted as JSON, as in the backend's messages about headers.
            var quoted = new JsonWriter();
            quoted.String(name);
            throw new InvalidArgumentException(
                BackendException.Names.InvalidHeader,
                "The header " + quoted + " cannot be used in this request, because the request passes through an HTTP pipeline step and .NET does not allow"
                    + " this header there. Nothing was sent. Remove it from -Headers.");
        }
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

    /// <summary>Returns all headers except Content-Type and Content-Length, which the backend writes.</summary>
    /// <exception cref="ModuleException">The content type is no longer JSON in UTF-8.</exception>
    internal static List<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage message)
    {
        var type = message.Content?.Headers.ContentType;
        var isUtf8 = type?.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        if (type is not null && (type.MediaType != Json || !isUtf8))
        {
            throw new ModuleException(
                "InvalidStep",
                "An HTTP pipeline step gave the request body the Content-Type " + type + ". Graph accepts only "
                    + Json + " in UTF-8. Nothing was sent. Correct the step.");
        }

        return Flatten(message.Headers)
            .Concat(Flatten(message.Content?.Headers).Where(header => !IsOfBody(header.Key)))
            .ToList();
    }

    /// <param name="kind">The kind of message that contains the content: request or response.</param>
    /// <exception cref="ModuleException">The content is not UTF-8 text.</exception>
    internal static string TextOf(HttpContent? content, string kind)
    {
        try
        {
            return content is null ? string.Empty : StrictUtf8.GetString(content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
        }
        catch (DecoderFallbackException)
        {
            throw new ModuleException(
                "InvalidStep",
                "An HTTP pipeline step created a " + kind + " body that is not UTF-8 text." + (kind == "request" ? " Nothing was sent." : string.Empty) + " Correct the step.");
        }
    }

    /// <param name="message">The message that the outermost step returned.</param>
    /// <param name="known">
    /// The latest answer from Graph; <c>null</c> if there is none. If no step changed its headers, they are kept exactly as
    /// received.
    /// </param>
    internal static GraphResponse FromMessage(HttpResponseMessage message, GraphResponse? known)
    {
        var headers = HeaderLines(message);
        var isUnchanged = known is not null && HeaderLines(ToMessage(known, new HttpRequestMessage())).SequenceEqual(headers);
        var body = TextOf(message.Content, "response");
        return new GraphResponse(
            (int)message.StatusCode,
            message.ReasonPhrase ?? string.Empty,
            isUnchanged ? known!.HeaderLines : headers,
            body)
        {
            ShownBody = known?.Body == body ? known.ShownBody : null,
            Unreadable = known?.Body == body ? known.Unreadable : null,
            SentRequestId = known?.SentRequestId,
        };
    }

    private static List<KeyValuePair<string, string>> HeaderLines(HttpResponseMessage message) =>
        Flatten(message.Headers).Concat(Flatten(message.Content?.Headers)).ToList();

    private static bool IsOfBody(string name) =>
        name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the headers as name-value pairs. .NET splits User-Agent and Server at spaces, so their parts are joined.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string>> Flatten(HttpHeaders? headers) =>
        headers?.SelectMany(header => header.Key is "User-Agent" or "Server"
            ? [new KeyValuePair<string, string>(header.Key, string.Join(" ", header.Value))]
            : header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value))) ?? [];
}
