using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>Reads and writes the headers in protocol messages, as an array of name-value pairs.</summary>
internal static class HeaderLines
{
    internal static void Write(JsonWriter writer, IEnumerable<KeyValuePair<string, string>> headers)
    {
        writer.Name("headers");
        writer.BeginArray();
        foreach (var header in headers)
        {
            writer.BeginArray();
            writer.String(header.Key);
            writer.String(header.Value);
            writer.EndArray();
        }

        writer.EndArray();
    }

    /// <exception cref="System.IO.InvalidDataException">The value is not a list of name-value pairs.</exception>
    internal static List<KeyValuePair<string, string>> Read(PropertyDictionary message, string name) => MessageReader.List<object[]>(message, name)
        .Select(pair => pair.Length == 2 && pair[0] is string key && pair[1] is string value
            ? new KeyValuePair<string, string>(key, value)
            : throw MessageReader.Wrong(name))
        .ToList();
}
