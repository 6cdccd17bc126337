using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>The validated content of a request.</summary>
internal sealed class RequestContent
{
    private readonly BodyNotes notes;

    /// <param name="body">The body; <c>null</c> if there is none.</param>
    /// <param name="notes">The notes about the body so far.</param>
    /// <param name="headers">The user's headers; <c>null</c> if there are none.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    /// <exception cref="BodyTextException">The body is a placeholder for invalid text.</exception>
    /// <exception cref="InvalidValueException">
    /// The given properties of the body have no values, or a value in the body or headers cannot be sent.
    /// </exception>
    /// <exception cref="BackendException">The body is too large.</exception>
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

    /// <summary>The body as exact JSON text; <c>null</c> if there is none.</summary>
    internal string? Json { get; }

    /// <summary>The headers from PowerShell: the user's headers and the user agent.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The id and query options of the command, for the target object of an error.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Facts { get; set; } = [];

    /// <summary>The request as the backend would send it; <c>null</c> until something needs it.</summary>
    internal PreparedRequest? Prepared { get; set; }

    /// <summary>The verbose messages about the body: omitted properties, and properties with unknown names.</summary>
    internal IEnumerable<string> Notes => notes.Lines;

    /// <summary>The warning about an object in the body with only unknown properties; <c>null</c> if there is none.</summary>
    internal string? Warning => notes.Warning;

    /// <summary>
    /// The names of the given headers that are not sent. The list is empty until the request is prepared.
    /// </summary>
    internal IEnumerable<string> UnusedHeaders =>
        Prepared is null ? [] : NamesOf(Headers).Except(NamesOf(Prepared.Headers), StringComparer.OrdinalIgnoreCase);

    /// <summary>Changes the target to the next page of the list.</summary>
    /// <param name="link">The link from the previous page.</param>
    internal void TurnTo(string link)
    {
        Target = RequestTarget.Page(Operation, link);
        Prepared = null;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<KeyValuePair<string, string>> headers) => headers.Select(header => header.Key);
}
