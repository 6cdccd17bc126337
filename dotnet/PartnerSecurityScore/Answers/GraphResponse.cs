using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Answers;

/// <summary>An HTTP answer: status, headers as sent, and exact text.</summary>
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

    /// <summary>The value that the body is as JSON; null too where it is none.</summary>
    internal object? Json => json.Value.Value;

    /// <summary>Graph's id of the request, or null.</summary>
    internal string? RequestId => IdOf("request-id");

    /// <summary>The id that Graph says the request had, or else the id that was sent.</summary>
    internal string? ClientRequestId => IdOf("client-request-id") ?? SentRequestId;

    /// <summary>The client-request-id that the request was sent with; null if that is not known.</summary>
    internal string? SentRequestId { get; set; }

    /// <summary>What -ResponseHeadersVariable gives: for each name, in any case, its values as a <c>string[]</c>.</summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The HTTP exchanges up to this answer, where the request was traced.</summary>
    public IReadOnlyList<HttpExchange> Exchanges { get; internal set; } = [];

    /// <summary>What to show instead of the body that was sent, where a secret of the session stands in it.</summary>
    internal string? ShownSentBody { get; set; }

    /// <summary>What to show instead of the body, where a secret of the session stands in it.</summary>
    internal string? ShownBody { get; set; }

    /// <summary>A sentence that says why the body of a successful answer is not text. Null if it is text; otherwise <see cref="Body"/> is empty.</summary>
    internal string? Unreadable { get; set; }

    internal IReadOnlyList<KeyValuePair<string, string>> HeaderLines { get; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <returns>The header's values, none if it is missing.</returns>
    public string[] GetHeader(string name) => Headers.TryGetValue(name, out var values) ? (string[])values : [];

    /// <summary>The service's warnings, made fit to be shown.</summary>
    public IEnumerable<string> Warnings => GetHeader("Warning").Where(IsWarning).Select(ForeignText.OneLine);

    /// <summary>Whether there is no value in it.</summary>
    internal bool IsEmpty => string.IsNullOrWhiteSpace(Body) || json.Value is { Value: null, Failure: null };

    /// <returns>The model that the answer holds; null if the answer is empty.</returns>
    /// <exception cref="ModuleException">There is no such model in it.</exception>
    internal Model? Read(ModelSchema schema)
    {
        RequireText();
        return IsEmpty ? null : ModelBinder.Bind(Unwrapped(Json as PropertyDictionary ?? throw NoObject(), schema), schema, string.Empty, ValueOrigin.Answer);
    }

    /// <exception cref="ModuleException">The body is not text.</exception>
    internal void RequireText()
    {
        if (Unreadable is { } reason)
        {
            throw About(new ModuleException("ResponseUnreadable", reason, mayHaveBeenSent: true));
        }
    }

    /// <returns>Why there is no object in the answer, which is not empty.</returns>
    internal ModuleException NoObject() => UnusableAnswer.Of(this, json.Value.Failure);

    /// <returns>The error with the facts of this answer.</returns>
    internal T About<T>(T error)
        where T : ModuleException
    {
        error.StatusCode = (HttpStatusCode)StatusCode;
        error.RequestId = RequestId;
        error.ClientRequestId = ClientRequestId;
        error.ResponseHeaders = Headers;
        return error;
    }

    /// <summary>Whether the header's value has the form of warnings (RFC 7234, 5.5), which what stands there by mistake has not.</summary>
    private static bool IsWarning(string value)
    {
        using var message = new HttpResponseMessage();
        message.Headers.TryAddWithoutValidation("Warning", value);
        return message.Headers.Warning.Count > 0;
    }

    /// <summary>
    /// Graph documents single objects both as they are and inside of <c>value</c>. What OData says beside it belongs to the object.
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
