using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Answers;

namespace PartnerSecurityScore.Requests;

/// <summary>The request that an error is about, without its token and other secrets in its headers.</summary>
public sealed class FailedRequest
{
    public FailedRequest(IEnumerable<KeyValuePair<string, string>> headers, object? body)
    {
        Headers = headers.GroupBy(header => header.Key).ToDictionary(
            group => group.Key, group => string.Join(",", group.Select(header => Redaction.HeaderValue(group.Key, header.Value))));
        Body = body;
    }

    public IDictionary<string, string> Headers { get; }

    public object? Body { get; }
}
