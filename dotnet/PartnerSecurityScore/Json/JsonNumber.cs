using System;
using System.Globalization;

namespace PartnerSecurityScore.Json;

/// <summary>
/// A JSON number that remains text, because its conversion to Int32, Int64, Double, or Decimal would change the text,
/// such as <c>1e3</c>.
/// </summary>
public sealed class JsonNumber : IEquatable<JsonNumber>
{
    internal JsonNumber(string text) => Text = text;

    /// <summary>The number as written in the JSON text.</summary>
    public string Text { get; }

    public static explicit operator double(JsonNumber number) => number.ToDouble();

    public static explicit operator decimal(JsonNumber number) => number.ToDecimal();

    /// <returns>The nearest Double, or infinity when the number is outside the range of Double.</returns>
    public double ToDouble() => NumberText.TryParse(Text, out double number) ? number : throw new FormatException(Text);

    public decimal ToDecimal() => decimal.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string ToString() => Text;

    public bool Equals(JsonNumber? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as JsonNumber);

    public override int GetHashCode() => Text.GetHashCode();

    /// <summary>
    /// Converts the text to the first of these types that writes back the same text: Int32, Int64, Double, Decimal, or
    /// else JsonNumber. Negative zero is a JsonNumber.
    /// </summary>
    internal static object FromText(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer))
        {
            if (integer.ToString(invariant) != text)
            {
                return new JsonNumber(text);
            }

            return integer is >= int.MinValue and <= int.MaxValue ? (object)(int)integer : integer;
        }

        if (NumberText.TryParse(text, out double real) && NumberText.Of(real) == text)
        {
            return real;
        }

        if (decimal.TryParse(text, NumberStyles.Float, invariant, out var exact) && exact.ToString(invariant) == text)
        {
            return exact;
        }

        return new JsonNumber(text);
    }
}
