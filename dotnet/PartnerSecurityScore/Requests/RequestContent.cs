using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>All that a request says: checked and ready to be sent.</summary>
internal sealed class RequestContent
{
    private readonly BodyNotes notes;

    private RequestContent(Model body, string json, IReadOnlyList<KeyValuePair<string, string>> headers, BodyNotes notes)
    {
        Body = body;
        Json = json;
        Headers = headers;
        this.notes = notes;
    }

    internal Model Body { get; }

    /// <summary>The body as exact JSON text.</summary>
    internal string Json { get; }

    /// <summary>The headers that come from PowerShell.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The request as it would be sent, where that was asked for.</summary>
    internal PreparedRequest? Prepared { get; set; }

    /// <summary>What -Verbose says of the body: properties that are left out, and those whose names are not known.</summary>
    internal IEnumerable<string> Notes => notes.Lines;

    /// <summary>A warning about the body's names, or null.</summary>
    internal string? Warning => notes.Warning;

    /// <summary>The names of those headers that the user gave for nothing.</summary>
    internal IEnumerable<string> UnusedHeaders =>
        Prepared is null ? [] : NamesOf(Headers).Except(NamesOf(Prepared.Headers), StringComparer.OrdinalIgnoreCase);

    /// <param name="body">The body.</param>
    /// <param name="headers">The user's headers or null.</param>
    /// <param name="notes">What there is to say of the body so far.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    /// <exception cref="BodyTextException">The body stands for text that is none.</exception>
    internal static RequestContent Of(Model body, IDictionary? headers, BodyNotes notes, string psVersion)
    {
        if (body.Refusal is { } refusal)
        {
            throw refusal;
        }

        var json = ModelWriter.ToBody(body, notes, Protocol.MaxFrame);
        notes.RequireValue();
        return new RequestContent(body, json, RequestHeaders.From(headers, psVersion), notes);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<KeyValuePair<string, string>> headers) => headers.Select(header => header.Key);
}
