using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>All that a request says: checked and ready to be sent.</summary>
public sealed class RequestContent
{
    private readonly BodyNotes notes;

    private RequestContent(Model body, string json, IReadOnlyList<KeyValuePair<string, string>> headers, BodyNotes notes)
    {
        Body = body;
        Json = json;
        Headers = headers;
        this.notes = notes;
    }

    public Model Body { get; }

    /// <summary>The body as exact JSON text.</summary>
    public string Json { get; }

    /// <summary>The headers that come from PowerShell.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The request as it would be sent, where that was asked for.</summary>
    internal PreparedRequest? Prepared { get; set; }

    /// <summary>Whether there is anything to say of the body.</summary>
    public bool HasNotes => notes.Any;

    /// <summary>What -Verbose says of the body: properties that are left out, and those whose names are not known.</summary>
    public IEnumerable<string> Notes => notes.Lines;

    /// <summary>A warning about the body's names, or null.</summary>
    public string? Warning => notes.Warning;

    /// <summary>The names of those headers that the user gave for nothing.</summary>
    public IEnumerable<string> UnusedHeaders =>
        Prepared is null ? [] : NamesOf(Headers).Except(NamesOf(Prepared.Headers), StringComparer.OrdinalIgnoreCase);

    /// <param name="body">The body, or null where it comes from parameters.</param>
    /// <param name="parameters">The bound parameters of the set UpdateExpanded; others are passed over.</param>
    /// <param name="headers">The user's headers or null.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    public static Result<RequestContent> Prepare(
        object? body, IDictionary<string, object?> parameters, IDictionary? headers, string psVersion) =>
        Result<RequestContent>.Of(() =>
        {
            var notes = new BodyNotes(isExpanded: body is null);
            var model = body as Model ?? RequestBody.FromParameters(parameters, notes);
            if (model.Refusal is { } refusal)
            {
                throw refusal;
            }

            var json = ModelWriter.ToBody(model, notes, Protocol.MaxFrame);
            notes.RequireValue();
            return new RequestContent(model, json, RequestHeaders.From(headers, psVersion), notes);
        });

    private static IEnumerable<string> NamesOf(IEnumerable<KeyValuePair<string, string>> headers) => headers.Select(header => header.Key);
}
