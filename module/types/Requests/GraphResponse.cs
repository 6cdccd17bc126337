using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore;

/// <summary>An HTTP answer: status, headers as sent, and exact text.</summary>
public sealed class GraphResponse
{
    internal GraphResponse(int statusCode, string reasonPhrase, IReadOnlyList<KeyValuePair<string, string>> headers, string body)
    {
        HeaderLines = headers;
        StatusCode = statusCode;
        ReasonPhrase = reasonPhrase;
        Body = body;
        foreach (var header in headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            Headers.Add(header.Key, header.Select(line => line.Value).ToArray());
        }
    }

    public int StatusCode { get; }

    public string ReasonPhrase { get; }

    public string Body { get; }

    /// <summary>What -ResponseHeadersVariable gives: for each name, in any case, its values as a <c>string[]</c>.</summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The HTTP exchanges up to this answer, where the request was traced.</summary>
    public IReadOnlyList<HttpTry> Tries { get; internal set; } = [];

    /// <summary>What to show in place of the body that was sent, where a secret of the session stands in it.</summary>
    internal string? ShownSentBody { get; set; }

    /// <summary>What to show in place of the body, where a secret of the session stands in it.</summary>
    internal string? ShownBody { get; set; }

    internal IReadOnlyList<KeyValuePair<string, string>> HeaderLines { get; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <returns>The header's values, none where it is missing.</returns>
    public string[] GetHeader(string name) => Headers.TryGetValue(name, out var values) ? (string[])values : [];

    /// <returns>The score in the answer; no value where the answer is empty or no JSON object.</returns>
    public Attempt<IMicrosoftGraphPartnerSecurityScore> ReadScore() => Attempt<IMicrosoftGraphPartnerSecurityScore>.Of(() =>
    {
        if (Body.Trim().Length == 0)
        {
            return null;
        }

        try
        {
            return JsonReader.Parse(Body) is PropertyDictionary score
                ? (IMicrosoftGraphPartnerSecurityScore)ModelBinder.Bind(
                    score, MicrosoftGraphPartnerSecurityScore.TypeSchema, string.Empty, ValueOrigin.Answer)
                : null;
        }
        catch (FormatException failure)
        {
            throw new FormatException(
                "Graph accepted the request (status " + StatusCode.ToString(CultureInfo.InvariantCulture)
                    + "), but its answer can't be read: " + failure.Message + ".",
                failure);
        }
    });

    /// <returns>The member <c>error</c> of a Graph error, or null where the body is none.</returns>
    public IDictionary? ReadGraphError()
    {
        try
        {
            return (JsonReader.Parse(Body) as PropertyDictionary)?["error"] as PropertyDictionary;
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }
}
