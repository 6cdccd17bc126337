using System;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Converts input to the values of declared properties, independently of the culture. Numbers from a script convert to the
/// property's type as in PowerShell. No number is rounded to a whole number. Text for a number, date or Boolean property must
/// contain such a value, and nothing else except white space around it.
/// </summary>
internal static class ScalarConverter
{
    internal static string ToText(object value, ValueOrigin origin, string path)
    {
        if (origin != ValueOrigin.Script && value is not string)
        {
            throw InvalidValue.NotA("a string", value, path);
        }

        return TextOf(value) ?? throw InvalidValue.NotA("a string", value, path);
    }

    /// <returns>
    /// The text that represents a scalar value in a text property; <c>null</c> if the value is not a scalar.
    /// </returns>
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
            // The text is parsed directly as a Single. Parsing it as a Double first would round twice.
            if (!NumberText.TryParse(TextOf(value)!, out number))
            {
                throw InvalidValue.NotA(
                    value is string text && text.Contains(",") ? "a number. Use a point as the decimal separator and no thousands separator" : "a number", value, path);
            }
        }
        else if (IsNumber(value, origin))
        {
            number = Convert.ToSingle(value, CultureInfo.InvariantCulture);
        }
        else
        {
            throw InvalidValue.NotA("a number", value, path);
        }

        RequireFinite(number, value, path);
        return number;
    }

    /// <exception cref="InvalidValueException">The number is NaN or infinite, which JSON cannot represent.</exception>
    internal static void RequireFinite(double number, object value, string path)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw new InvalidValueException(
                path, InvalidValue.Show(value) + " cannot be sent. It must be a finite number within the range of the property's type.");
        }
    }

    internal static long ToInt64(object value, ValueOrigin origin, string path)
    {
        if (value is string or JsonNumber)
        {
            return ExactDecimal.Parse(TextOf(value)!)?.ToInt64() ?? throw NotWhole(value, path);
        }

        if (!IsNumber(value, origin) || HasFraction(value))
        {
            throw NotWhole(value, path);
        }

        try
        {
            return Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw NotWhole(value, path);
        }
    }

    internal static bool ToBoolean(object value, ValueOrigin origin, string path)
    {
        if (value is string text)
        {
            return bool.TryParse(text, out var boolean) ? boolean : throw InvalidValue.NotA("true or false", value, path);
        }

        return value is bool or SwitchParameter || (origin == ValueOrigin.Script && IsNumber(value, origin))
            ? LanguagePrimitives.IsTrue(value)
            : throw InvalidValue.NotA("true or false", value, path);
    }

    /// <param name="origin">
    /// The origin of the value. A date whose text has no time zone is UTC in a script. In JSON, its kind is Unspecified, which is
    /// treated as local time when the date is converted to UTC for sending.
    /// </param>
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
                throw InvalidValue.NotA("a date in ISO 8601 format, such as 2026-01-31T08:00:00Z", value, path);
        }
    }

    private static InvalidValueException NotWhole(object value, string path) =>
        InvalidValue.NotA("a whole number in the range of Int64", value, path);

    private static bool HasFraction(object value) => value switch
    {
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture) % 1 != 0,
        decimal exact => exact % 1 != 0,
        _ => false,
    };

    /// <summary>Determines whether the value is a number. Booleans are numbers in PowerShell, but not in JSON.</summary>
    private static bool IsNumber(object value, ValueOrigin origin) =>
        value is IConvertible and not (string or char or DateTime or DBNull) && (value is not bool || origin == ValueOrigin.Script);
}
