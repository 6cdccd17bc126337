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

    /// <param name="operation">What is asked for.</param>
    /// <param name="target">Which request.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="notes">What there is to say of the body so far.</param>
    /// <param name="headers">The user's headers or null.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    /// <exception cref="BodyTextException">The body stands for text that is none.</exception>
    internal RequestContent(Operation operation, RequestTarget target, Model? body, BodyNotes notes, IDictionary? headers, string psVersion)
    {
        if (body?.Refusal is { } refusal)
        {
            throw refusal;
        }

        Operation = operation;
        Target = target;
        Body = body;
        this.notes = notes;
        Json = body is null ? null : ModelWriter.ToBody(body, notes, Protocol.MaxFrame);
        notes.RequireValue();
        Headers = RequestHeaders.From(headers, psVersion);
    }

    internal Operation Operation { get; }

    internal RequestTarget Target { get; private set; }

    internal Model? Body { get; }

    /// <summary>The body as exact JSON text; null for none.</summary>
    internal string? Json { get; }

    /// <summary>The headers that come from PowerShell.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>What the command was asked for besides, for an error's target object.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Facts { get; set; } = [];

    /// <summary>The request as it would be sent, where that was asked for.</summary>
    internal PreparedRequest? Prepared { get; set; }

    /// <summary>What -Verbose says of the body: properties that are left out, and those whose names are not known.</summary>
    internal IEnumerable<string> Notes => notes.Lines;

    /// <summary>A warning about the body's names, or null.</summary>
    internal string? Warning => notes.Warning;

    /// <summary>The names of those headers that the user gave for nothing.</summary>
    internal IEnumerable<string> UnusedHeaders =>
        Prepared is null ? [] : NamesOf(Headers).Except(NamesOf(Prepared.Headers), StringComparer.OrdinalIgnoreCase);

    /// <summary>Goes on to another page of the same list.</summary>
    /// <param name="link">What the page before says of where it is.</param>
    internal void TurnTo(string link)
    {
        Target = RequestTarget.Page(Operation, link);
        Prepared = null;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<KeyValuePair<string, string>> headers) => headers.Select(header => header.Key);
}
