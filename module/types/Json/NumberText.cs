using System.Globalization;

namespace PartnerSecurityScore;

/// <summary>
/// The shortest text that reads back as the same number, in the invariant culture. In .NET that is "G"; in .NET
/// Framework "G" has 7 or 15 digits, and "R" is not the shortest text, and for some doubles not even an exact one.
/// </summary>
internal static class NumberText
{
    private static readonly string[] SingleFormats = ["G", "G8"];
    private static readonly string[] DoubleFormats = ["G", "G16"];

    internal static string Of(float value)
    {
        foreach (var format in SingleFormats)
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back == value)
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    internal static string Of(double value)
    {
        foreach (var format in DoubleFormats)
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back == value)
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
