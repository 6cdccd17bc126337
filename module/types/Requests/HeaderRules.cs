using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore;

/// <summary>Which headers a request may carry where the backend, which has the same rules, does not see them.</summary>
internal static class HeaderRules
{
    private static readonly Regex Name = new(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z");
    private static readonly Regex FieldValue = new(@"\A[\t\x20-\x7e]*\z");

    /// <summary>They follow from the body.</summary>
    private static readonly string[] Refused = ["Content-Type", "Content-Length"];

    /// <summary>They belong to who sends the request; what the user gives for them counts for nothing.</summary>
    private static readonly string[] Ignored = ["Authorization", "client-request-id", "SdkVersion"];

    /// <returns>The headers that count.</returns>
    /// <exception cref="InvalidOperationException">It names the header that can't be sent.</exception>
    internal static List<KeyValuePair<string, string>> Check(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var all = headers.ToList();
        foreach (var header in all)
        {
            var problem = !Name.IsMatch(header.Key) ? "is no header name"
                : IsAmong(Refused, header.Key) ? "follows from the body and must not be given"
                : !FieldValue.IsMatch(header.Value) ? "has a line break, a control character or a character that is not ASCII"
                : null;
            if (problem is not null)
            {
                throw new InvalidOperationException("headers: " + header.Key + " " + problem + ".");
            }
        }

        return all.Where(header => !IsAmong(Ignored, header.Key)).ToList();
    }

    /// <returns>One value for each name, spelt as it came first. A cookie's parts have a separator of their own.</returns>
    internal static Dictionary<string, string> Join(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            group => group.Key,
            group => string.Join(IsAmong(["Cookie"], group.Key) ? "; " : ", ", group.Select(header => header.Value)),
            StringComparer.OrdinalIgnoreCase);

    private static bool IsAmong(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
