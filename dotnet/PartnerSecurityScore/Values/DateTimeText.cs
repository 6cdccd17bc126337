using System;
using System.Globalization;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Formats dates as Graph does: ISO 8601 in UTC, with a resolution of 100 ns. Parses ISO 8601 dates with or without a time zone.
/// </summary>
internal static class DateTimeText
{
    private static readonly string[] WithoutZone =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd' 'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd' 'HH:mm",
        "yyyy-MM-dd",
    ];

    private static readonly string[] WithZone = Array.ConvertAll(WithoutZone, format => format + "zzz");

    /// <summary>
    /// Returns the text that is sent to Graph. A date of kind Local or Unspecified is treated as local time.
    /// </summary>
    internal static string Of(DateTime value) =>
        value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <param name="withoutZone">The kind of a date whose text contains no time zone. Any other date is converted to UTC.</param>
    internal static bool TryParse(string text, DateTimeKind withoutZone, out DateTime value)
    {
        const DateTimeStyles trimmed = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
        if (DateTime.TryParseExact(text, WithoutZone, CultureInfo.InvariantCulture, trimmed, out value))
        {
            value = DateTime.SpecifyKind(value, withoutZone);
            return true;
        }

        var zoned = text.TrimEnd();
        if (zoned.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            zoned = zoned.Substring(0, zoned.Length - 1) + "+00:00";
        }

        var parsed = DateTimeOffset.TryParseExact(zoned, WithZone, CultureInfo.InvariantCulture, trimmed, out var offset);
        value = offset.UtcDateTime;
        return parsed;
    }
}
