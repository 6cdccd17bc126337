using System;
using System.Globalization;

namespace PartnerSecurityScore.Json;

/// <summary>
/// Formats numbers as text that parses to the same number, and parses text to the nearest number, in the invariant
/// culture. .NET does both, and formats the shortest such text. On .NET Framework, "G" formats only 7 or 15 digits, "R"
/// is not always exact, -0 loses its sign, and parsing is inexact. There, the text is the first of G15, G16, and G17
/// (G7 to G9 for Single) that parses to the same number.
/// </summary>
internal static class NumberText
{
    private static readonly bool IsExact = double.Epsilon.ToString("G", CultureInfo.InvariantCulture) == "5E-324";

    internal static string Of(float value) =>
        IsExact ? value.ToString("G", CultureInfo.InvariantCulture) : Shortest(value, Bits(Math.Abs(value)), ExactDecimal.SingleMantissa, ["G7", "G8", "G9"]);

    internal static string Of(double value) =>
        IsExact ? value.ToString("G", CultureInfo.InvariantCulture) : Shortest(value, Bits(Math.Abs(value)), ExactDecimal.DoubleMantissa, ["G15", "G16", "G17"]);

    /// <summary>Parses the text. A number outside the type's range becomes infinity.</summary>
    internal static bool TryParse(string text, out float value)
    {
        if (IsExact || ExactDecimal.Parse(text) is not { } exact)
        {
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        var guess = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var near) ? (float)near : exact.IsLarge ? float.MaxValue : 0;
        var bits = exact.Nearest(Bits(Math.Abs(guess)), ExactDecimal.SingleMantissa);
        value = BitConverter.ToSingle(BitConverter.GetBytes((int)bits), 0);
        value = exact.IsNegative ? -value : value;
        return true;
    }

    /// <inheritdoc cref="TryParse(string, out float)" />
    internal static bool TryParse(string text, out double value)
    {
        if (IsExact || ExactDecimal.Parse(text) is not { } exact)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        var guess = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var near) ? near : exact.IsLarge ? double.MaxValue : 0;
        value = BitConverter.Int64BitsToDouble(exact.Nearest(Bits(Math.Abs(guess)), ExactDecimal.DoubleMantissa));
        value = exact.IsNegative ? -value : value;
        return true;
    }

    private static string Shortest(IFormattable value, long bits, int mantissa, string[] formats)
    {
        var text = string.Empty;
        foreach (var format in formats)
        {
            text = value.ToString(format, CultureInfo.InvariantCulture);
            if (ExactDecimal.Parse(text)?.Nearest(bits, mantissa) == bits)
            {
                break;
            }
        }

        return bits == 0 && IsNegativeZero(value) ? "-0" : text;
    }

    private static bool IsNegativeZero(IFormattable zero) => 1 / Convert.ToDouble(zero, CultureInfo.InvariantCulture) < 0;

    private static long Bits(float magnitude) => BitConverter.ToInt32(BitConverter.GetBytes(magnitude), 0);

    private static long Bits(double magnitude) => BitConverter.DoubleToInt64Bits(magnitude);
}
