using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// An HTTP response with its status, its header lines in order, and the text of its body. The backend replaces known
/// secrets in errors, HTML pages, and Warning headers.
/// </summary>
internal sealed class GraphResponse
{
    private readonly Lazy<Result<object>> json;

    internal GraphResponse(int statusCode, string reasonPhrase, IReadOnlyList<KeyValuePair<string, string>> headers, string body)
    {
        HeaderLines = headers;
        StatusCode = statusCode;
        ReasonPhrase = reasonPhrase;
        Body = body;
        json = new Lazy<Result<object>>(() => Result<object>.Of(() => JsonReader.Parse(body)));
        foreach (var header in headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            Headers.Add(header.Key, header.Select(line => line.Value).ToArray());
        }
    }

    public int StatusCode { get; }

    public string ReasonPhrase { get; }

    public string Body { get; }

    /// <summary>The parsed JSON body. Null when the body is JSON null or is not valid JSON.</summary>
    internal object? Json => json.Value.Value;

    /// <summary>Graph's ID for the request, or null.</summary>
    internal string? RequestId => IdOf("request-id");

    /// <summary>
    /// The client-request-id that Graph returned, or else the one that was sent. Null when neither is known.
    /// </summary>
    internal string? ClientRequestId => IdOf("client-request-id") ?? SentRequestId;

    /// <summary>The client-request-id that was sent, or null when it is unknown.</summary>
    internal string? SentRequestId { get; set; }

    /// <summary>
    /// The headers for -ResponseHeadersVariable. Names are case-insensitive, and each value is a <c>string[]</c>.
    /// </summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The HTTP exchanges of the request, in order. Empty when the request was not traced.</summary>
    public IReadOnlyList<HttpExchange> Exchanges { get; internal set; } = [];

    /// <summary>
    /// The request body to display: redacted if it contains a known secret, or as an HTTP step sent it. Null when the
    /// body that the command created can be displayed instead.
    /// </summary>
    internal string? ShownSentBody { get; set; }

    /// <summary>
    /// The redacted response body to display. Null when the request was not traced or the response body contains no
    /// known secret.
    /// </summary>
    internal string? ShownBody { get; set; }

    /// <summary>
    /// The reason, as a sentence, why the body of a successful response cannot be read as text, for example because it is too
    /// large. <see cref="Body"/> is then empty. Null in all other cases.
    /// </summary>
    internal string? Unreadable { get; set; }

    internal IReadOnlyList<KeyValuePair<string, string>> HeaderLines { get; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <returns>The header's values, or an empty array when the response does not have the header.</returns>
    public string[] GetHeader(string name) => Headers.TryGetValue(name, out var values) ? (string[])values : [];

    /// <summary>The values of the valid Warning headers, in a form that is safe to display.</summary>
    public IEnumerable<string> Warnings => GetHeader("Warning").Where(IsWarning).Select(ForeignText.OneLine);

    /// <summary>Whether the body is blank or JSON null.</summary>
    internal bool IsEmpty => string.IsNullOrWhiteSpace(Body) || json.Value is { Value: null, Failure: null };

    /// <returns>The model in the response, or null when the response is empty.</returns>
    /// <exception cref="ModuleException">The body cannot be read as text, or is neither empty nor a JSON object.</exception>
    internal Model? Read(ModelSchema schema)
    {
        RequireText();
        return IsEmpty ? null : ModelBinder.Bind(Unwrapped(Json as PropertyDictionary ?? throw NoObject(), schema), schema, string.Empty, ValueOrigin.Answer);
    }

    /// <exception cref="ModuleException">The body cannot be read as text.</exception>
    internal void RequireText()
    {
        if (Unreadable is { } reason)
        {
            throw About(new ModuleException("ResponseUnreadable", reason, mayHaveBeenSent: true));
        }
    }

    /// <returns>The error that explains why a response with a body contains no object.</returns>
    internal ModuleException NoObject() => UnusableAnswer.Of(this, json.Value.Failure);

    /// <returns>The same error, with the status, request IDs, and headers of this response.</returns>
    internal T About<T>(T error)
        where T : ModuleException
    {
        error.StatusCode = (HttpStatusCode)StatusCode;
        error.RequestId = RequestId;
        error.ClientRequestId = ClientRequestId;
        error.ResponseHeaders = Headers;
        return error;
    }

    /// <summary>
    /// Determines whether the value is a valid Warning header (RFC 7234, section 5.5). Servers also send invalid ones.
    /// </summary>
    private static bool IsWarning(string value)
    {
        using var message = new HttpResponseMessage();
        message.Headers.TryAddWithoutValidation("Warning", value);
        return message.Headers.Warning.Count > 0;
    }

    /// <summary>
    /// Returns the object inside a wrapper, or the given object when it is not a wrapper. A wrapper contains only
    /// <c>value</c> and OData annotations, which are copied to the inner object unless it contains them. Graph's
    /// documentation shows single objects in both forms.
    /// </summary>
    private static PropertyDictionary Unwrapped(PropertyDictionary answer, ModelSchema schema)
    {
        const string wrapper = "value";
        if (answer[wrapper] is not PropertyDictionary inner || schema.Find(wrapper) is not null || answer.Keys.Any(name => name != wrapper && !name.Contains("@")))
        {
            return answer;
        }

        foreach (var annotation in answer.Where(member => member.Key != wrapper && !inner.ContainsKey(member.Key)))
        {
            inner.Add(annotation);
        }

        return inner;
    }

    private string? IdOf(string name) =>
        GraphErrorBody.Inner((Json as PropertyDictionary)?["error"] as PropertyDictionary)?[name] as string ?? GetHeader(name).FirstOrDefault();
}
