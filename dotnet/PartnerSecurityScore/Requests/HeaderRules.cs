using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Requests;

/// <summary>Which headers a request may carry, whoever gives them and whichever way it takes.</summary>
internal static class HeaderRules
{
    private static readonly Regex Name = new(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z");
    private static readonly Regex FieldValue = new(@"\A[\t\x20-\x7e]*\z");
    private static readonly Regex HostAndPort = new(@"\A(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?\z", RegexOptions.ECMAScript);

    private static readonly string[] OfBody = ["Content-Type", "Content-Length"];

    /// <summary>They are the affair of who has the connection (RFC 9110, 7.6.1).</summary>
    private static readonly string[] OfConnection = ["Connection", "Expect", "Keep-Alive", "Transfer-Encoding", "Upgrade"];

    /// <summary>They belong to who sends the request; what the user gives for them counts for nothing.</summary>
    private static readonly string[] Ignored = ["Authorization", "client-request-id", "SdkVersion"];

    /// <returns>The headers that count.</returns>
    /// <exception cref="InvalidArgumentException">It names the header that can't be sent.</exception>
    internal static List<KeyValuePair<string, string>> Check(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var all = headers.ToList();
        foreach (var header in all)
        {
            var problem = !Name.IsMatch(header.Key) ? "has a name that no header can have"
                : IsAmong(OfBody, header.Key) ? "follows from the body and must not be given"
                : IsAmong(OfConnection, header.Key) ? "is about the connection and must not be given"
                : !FieldValue.IsMatch(header.Value) ? "has a line break, a control character or a character that is not ASCII"
                : null;
            if (problem is not null)
            {
                throw Refusal(header.Key, problem);
            }
        }

        var hosts = all.FindAll(header => IsAmong(["Host"], header.Key));
        return hosts.Count > 1 || hosts.Exists(host => !HostAndPort.IsMatch(host.Value))
            ? throw Refusal("Host", "must be one host, with or without a port")
            : all.FindAll(header => !CountsForNothing(header.Key));
    }

    internal static bool CountsForNothing(string name) => IsAmong(Ignored, name);

    /// <param name="problem">The end of a sentence about the header.</param>
    internal static InvalidArgumentException Refusal(string name, string problem)
    {
        // As JSON, since a name that is refused may hold anything.
        var quoted = new JsonWriter();
        quoted.String(name);
        return new InvalidArgumentException("InvalidHeader", "The header " + quoted + " " + problem + ". Nothing was sent.");
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
