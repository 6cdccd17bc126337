using System;
using System.Globalization;
using System.Numerics;

namespace PartnerSecurityScore;

/// <summary>
/// Values of declared properties from what users give, the same in every culture. Numbers convert as PowerShell
/// converts them to the property's type; text must be the whole number or date and nothing else.
/// </summary>
internal static class ScalarConverter
{
    internal static string ToText(object value, ValueOrigin origin, string path)
    {
        if (origin != ValueOrigin.Script && value is not string)
        {
            throw InvalidValueException.NotA("text", value, path);
        }

        return TextOf(value) ?? throw InvalidValueException.NotA("text", value, path);
    }

    /// <returns>The text that stands for a single value in JSON, or null for what is no single value.</returns>
    internal static string? TextOf(object value)
    {
        switch (value)
        {
            case string text:
                return text;
            case DateTime date:
                return DateTimeText.Of(date);
            case DateTimeOffset date:
                return DateTimeText.Of(date.UtcDateTime);
            case Uri uri:
                return uri.OriginalString;
            case float number:
                return NumberText.Of(number);
            case double number:
                return NumberText.Of(number);
            case Enum or Guid or TimeSpan or Version or BigInteger or JsonNumber or IConvertible:
                return PropertyName.TextOf(value);
            default:
                return null;
        }
    }

    internal static float ToSingle(object value, ValueOrigin origin, string path)
    {
        float number;
        if (value is string or JsonNumber || (origin != ValueOrigin.Script && IsNumber(value, origin)))
        {
            // From its own digits: a detour over Double would round twice.
            if (!float.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            {
                // .NET Framework refuses a number out of range where .NET reads it as infinite.
                throw InvalidValueException.NotA("a number (Single)", value, path);
            }
        }
        else if (IsNumber(value, origin))
        {
            number = Convert.ToSingle(value, CultureInfo.InvariantCulture);
        }
        else
        {
            throw InvalidValueException.NotA("a number (Single)", value, path);
        }

        RequireFinite(number, value, path);
        return number;
    }

    /// <exception cref="InvalidValueException">JSON has no NaN and no infinity.</exception>
    internal static void RequireFinite(double number, object value, string path)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw new InvalidValueException(
                path, InvalidValueException.Show(value) + " can't be sent: it is not a finite number of its type.");
        }
    }

    internal static long ToInt64(object value, ValueOrigin origin, string path)
    {
        if (value is string text)
        {
            if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer))
            {
                return integer;
            }

            throw InvalidValueException.NotA("a whole number (Int64)", value, path);
        }

        if (!IsNumber(value, origin) && value is not JsonNumber)
        {
            throw InvalidValueException.NotA("a whole number (Int64)", value, path);
        }

        try
        {
            return value is JsonNumber number
                ? Convert.ToInt64(number.ToDecimal())
                : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is OverflowException or FormatException)
        {
            throw new InvalidValueException(path, InvalidValueException.Show(value) + " does not fit into a whole number (Int64).");
        }
    }

    /// <param name="origin">In JSON text a date without a zone is local time, in other input it is UTC.</param>
    internal static DateTime ToDateTime(object value, ValueOrigin origin, string path)
    {
        switch (value)
        {
            case DateTime date:
                return date;
            case DateTimeOffset date:
                return date.UtcDateTime;
            case string text when DateTimeText.TryParse(
                text, origin == ValueOrigin.Script ? DateTimeKind.Utc : DateTimeKind.Unspecified, out var date):
                return date;
            default:
                throw InvalidValueException.NotA("a date in ISO 8601 form, such as 2026-01-31T08:00:00Z", value, path);
        }
    }

    /// <summary>PowerShell counts true and false as 1 and 0, JSON does not.</summary>
    private static bool IsNumber(object value, ValueOrigin origin) =>
        value is IConvertible and not (string or char or DateTime or DBNull) && (value is not bool || origin == ValueOrigin.Script);
}
