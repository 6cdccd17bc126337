using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Answers;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Creates the target object of an error, which describes the request without the secrets in its headers.
/// </summary>
internal static class FailedRequest
{
    internal static PSObject Of(RequestContent content)
    {
        var target = new PSObject();
        foreach (var fact in content.Facts)
        {
            target.Properties.Add(new PSNoteProperty(fact.Key, fact.Value));
        }

        target.Properties.Add(new PSNoteProperty("Headers", Shown(content.Headers)));
        if (content.Body is { } body)
        {
            target.Properties.Add(new PSNoteProperty("body", body));
        }

        return target;
    }

    private static Dictionary<string, string> Shown(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key)
        .ToDictionary(group => group.Key, group => string.Join(",", group.Select(header => Redaction.HeaderValue(group.Key, header.Value))));
}
