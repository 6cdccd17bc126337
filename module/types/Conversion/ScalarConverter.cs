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
    internal static string ToText(object value, string path)
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
                throw InvalidValueException.NotA("text", value, path);
        }
    }

    internal static float ToSingle(object value, bool isFromJson, string path)
    {
        float number;
        if (value is string or JsonNumber || (isFromJson && IsNumber(value) && value is not bool))
        {
            // From its own digits: a detour over Double would round twice.
            if (!float.TryParse(ToText(value, path), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            {
                // .NET Framework refuses a number out of range where .NET reads it as infinite.
                throw InvalidValueException.NotA("a number (Single)", value, path);
            }
        }
        else if (IsNumber(value))
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

    internal static long ToInt64(object value, string path)
    {
        if (value is string text)
        {
            if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer))
            {
                return integer;
            }

            throw InvalidValueException.NotA("a whole number (Int64)", value, path);
        }

        if (!IsNumber(value) && value is not JsonNumber)
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

    /// <param name="isFromJson">In JSON text a date without a zone is local time, in other input it is UTC.</param>
    internal static DateTime ToDateTime(object value, bool isFromJson, string path)
    {
        switch (value)
        {
            case DateTime date:
                return date;
            case DateTimeOffset date:
                return date.UtcDateTime;
            case string text when DateTimeText.TryParse(
                text, isFromJson ? DateTimeKind.Unspecified : DateTimeKind.Utc, out var date):
                return date;
            default:
                throw InvalidValueException.NotA("a date in ISO 8601 form, such as 2026-01-31T08:00:00Z", value, path);
        }
    }

    private static bool IsNumber(object value) => value is IConvertible and not (string or char or DateTime or DBNull);
}
