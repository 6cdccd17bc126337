using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace PartnerSecurityScore;

/// <summary>Graph's answer that a request failed.</summary>
public sealed class GraphServiceException : Exception
{
    private readonly string? date;
    private readonly IReadOnlyList<KeyValuePair<string, string>> headerLines;

    /// <param name="response">An answer with an error status.</param>
    /// <param name="graphError">The Graph error in its body, or null where the body holds none.</param>
    public GraphServiceException(GraphResponse response, IDictionary? graphError)
        : base(MessageOf(response, graphError))
    {
        var inner = graphError?["innerError"] as IDictionary;
        StatusCode = (HttpStatusCode)response.StatusCode;
        Code = IsGraphError(graphError) ? (string)graphError!["code"]! : null;
        RequestId = inner?["request-id"] as string ?? response.GetHeader("request-id").FirstOrDefault();
        ClientRequestId = inner?["client-request-id"] as string ?? response.GetHeader("client-request-id").FirstOrDefault();
        ResponseHeaders = response.Headers;
        headerLines = response.HeaderLines;
        date = inner?["date"] as string;
    }

    public HttpStatusCode StatusCode { get; }

    /// <summary>Graph's error code, or null where the answer has none.</summary>
    public string? Code { get; }

    public string? RequestId { get; }

    public string? ClientRequestId { get; }

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; }

    /// <summary>What the error record's id begins with: Graph's code, else the name of the status.</summary>
    public string ErrorId => Code ?? StatusCode.ToString();

    /// <summary>The message with the facts around it, in several lines.</summary>
    public string Details
    {
        get
        {
            var invariant = CultureInfo.InvariantCulture;
            var text = new StringBuilder().Append(Message).AppendLine().AppendLine();
            text.AppendFormat(invariant, "Status: {0} ({1})", (int)StatusCode, StatusCode).AppendLine();
            text.Append("ErrorCode: ").Append(ErrorId).AppendLine();
            text.Append("Date: ").Append(date).AppendLine().AppendLine();
            return text.Append("Headers:").AppendLine().Append(HeaderText.Of(headerLines)).AppendLine().ToString();
        }
    }

    private static bool IsGraphError(IDictionary? graphError) =>
        graphError?["code"] is string { Length: > 0 } && graphError["message"] is string { Length: > 0 };

    private static string MessageOf(GraphResponse response, IDictionary? graphError) => IsGraphError(graphError)
        ? "[" + graphError!["code"] + "] : " + graphError["message"]
        : "The server responded with a Request Error, Status: " + (HttpStatusCode)response.StatusCode;
}
