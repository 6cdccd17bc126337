using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Json;

/// <summary>
/// A decimal number parsed from text, stored as an integer and a power of ten. It converts exactly to Int64, and to the
/// nearest Single or Double. .NET Framework's parser returns an adjacent value for some doubles and rounds twice for
/// Single.
/// </summary>
internal sealed class ExactDecimal
{
    internal const int SingleMantissa = 23;
    internal const int DoubleMantissa = 52;

    /// <summary>
    /// An order of magnitude beyond which every number rounds to infinity. Below its negative, every number rounds to
    /// zero.
    /// </summary>
    private const int LargestOrder = 400;

    /// <summary>
    /// More digits than the midpoint of any two adjacent doubles has. Further digits only show whether the number
    /// exceeds a midpoint.
    /// </summary>
    private const int MostDigits = 800;

    private static readonly Regex Form = new(
        @"^[\t-\r ]*(?<sign>[+-]?)(?=\.?[0-9])0*(?<whole>[0-9]*)\.?(?<fraction>[0-9]*)([eE](?<tens>[+-]?)0*(?<exponent>[0-9]*)(?<=[0-9]))?[\t-\r ]*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly BigInteger digits;
    private readonly long exponent;
    private readonly long order;

    private ExactDecimal(Match match)
    {
        var whole = match.Groups["whole"].Value;
        var fraction = match.Groups["fraction"].Value;
        var all = (whole + fraction).TrimEnd('0');
        var first = all.Length - all.TrimStart('0').Length;
        var shift = match.Groups["exponent"].Value;

        // An exponent with more than 15 digits is out of every type's range, whatever the digits before it.
        var tens = shift.Length > 15 ? 1_000_000_000_000_000 : shift.Length == 0 ? 0 : long.Parse(shift, CultureInfo.InvariantCulture);
        tens = match.Groups["tens"].Value == "-" ? -tens : tens;
        IsNegative = match.Groups["sign"].Value == "-";
        order = whole.Length - first + tens;
        exponent = whole.Length - all.Length + tens;
        if (all.Length - first > MostDigits)
        {
            exponent += all.Length - first - MostDigits - 1;
            all = all.Substring(0, first + MostDigits) + "1";
        }

        digits = all.Length == first ? 0 : BigInteger.Parse(all.Substring(first), CultureInfo.InvariantCulture);
    }

    internal bool IsNegative { get; }

    internal bool IsLarge => order > 0;

    private bool IsZero => digits.IsZero;

    /// <returns>The number, or null when the text is not a decimal number.</returns>
    internal static ExactDecimal? Parse(string text) => Form.Match(text) is { Success: true } match ? new ExactDecimal(match) : null;

    /// <returns>The number, or null when it is not an integer or is outside the range of Int64.</returns>
    internal long? ToInt64()
    {
        if (IsZero)
        {
            return 0;
        }

        if (exponent < 0 || order > 19)
        {
            return null;
        }

        var value = digits * BigInteger.Pow(10, (int)exponent);
        value = IsNegative ? -value : value;
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    /// <summary>Returns the binary number nearest to this number's absolute value. Ties round to even.</summary>
    /// <param name="guess">The bits of a number close to the result, from which the search starts.</param>
    /// <param name="mantissa">The number of mantissa bits that the format stores.</param>
    /// <returns>The bits of the result, or of infinity when the number exceeds the format's range.</returns>
    internal long Nearest(long guess, int mantissa)
    {
        var infinity = mantissa == SingleMantissa ? 0xFFL << mantissa : 0x7FFL << mantissa;
        if (IsZero || order < -LargestOrder)
        {
            return 0;
        }

        if (order > LargestOrder)
        {
            return infinity;
        }

        var bits = guess < infinity ? guess : infinity - 1;
        while (bits < infinity && IsAbove(bits))
        {
            bits++;
        }

        while (bits > 0 && !IsAbove(bits - 1))
        {
            bits--;
        }

        return bits;

        bool IsAbove(long lower)
        {
            var difference = CompareToMidpoint(lower, mantissa);
            return difference > 0 || (difference == 0 && (lower & 1) == 1);
        }
    }

    /// <summary>
    /// Compares this number's absolute value with the midpoint between two adjacent binary numbers: the one that
    /// <paramref name="bits"/> represents and the next larger one.
    /// </summary>
    private int CompareToMidpoint(long bits, int mantissa)
    {
        var stored = (int)(bits >> mantissa);
        var fraction = bits & ((1L << mantissa) - 1);
        var bias = mantissa == SingleMantissa ? 127 : 1023;
        var twos = (stored == 0 ? 1 : stored) - bias - mantissa - 1;
        BigInteger middle = (2 * (stored == 0 ? fraction : fraction | (1L << mantissa))) + 1;
        var own = digits;
        var tens = (int)exponent;
        if (tens > 0)
        {
            own *= BigInteger.Pow(10, tens);
        }
        else
        {
            middle *= BigInteger.Pow(10, -tens);
        }

        return twos > 0 ? own.CompareTo(middle << twos) : (own << -twos).CompareTo(middle);
    }
}
