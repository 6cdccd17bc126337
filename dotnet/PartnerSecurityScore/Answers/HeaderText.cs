using System;
using System.Collections.Generic;
using System.Linq;

namespace PartnerSecurityScore.Answers;

/// <summary>Formats headers as lines of text for display, with secrets redacted.</summary>
internal static class HeaderText
{
    private const int NameWidth = 30;

    internal static string Of(IEnumerable<KeyValuePair<string, string>> headers) => string.Join(
        Environment.NewLine,
        headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Key.PadRight(NameWidth) + ": " + string.Join(",", group.Select(header => Redaction.HeaderValue(header.Key, header.Value)))));
}
