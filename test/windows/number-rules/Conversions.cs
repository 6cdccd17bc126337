using System;
using System.Globalization;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.NumberRules;

/// <summary>Prints the results of conversions, Singles as bits, because frameworks format them differently.</summary>
internal static class Conversions
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "1", "1.0", "1.10", "100.00", "85.4", "14.29", "0.1", "0.1e1", "1e3", "1E3", "1e400", "-1e400", "1e-400",
        "0.30000000000000004", "36.837581236305454", "33.333332", "33.33333206176758", "8.41549873E-05",
        "16777216.5", "16777217", "16777217.000000001", "1e-45", "7e-46", "3.4028235E+38", "3.4028236E+38", "3.5e38", "-3.5e38", "1e39",
        "5E-324", "4.94065645841247E-324", "1.7976931348623157E+308", "1.7976931348623159E+308",
        "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "79228162514264337593543950335", "79228162514264337593543950336", "1.2345678901234567890123456789",
    ];

    private static readonly string[] OtherTexts = ["NaN", "Infinity", "", " 85.4 ", "0x10", "1,000", "85,4"];

    private static readonly object[] Values =
    [
        14, 16777217, long.MaxValue, ulong.MaxValue, (byte)3, 85.4, 0.1 + 0.2, 1e300, double.NaN, double.PositiveInfinity,
        1.1f, 85.4m, 1.10m, 16777217.000000001m, true,
    ];

    internal static void Print()
    {
        foreach (var text in Numbers)
        {
            Print("kept " + text, () => ScalarConverter.TextOf(JsonNumber.FromText(text)));
            Print("score in JSON " + text, () => Score(JsonNumber.FromText(text), ValueOrigin.Json));
            Print("count in JSON " + text, () => Count(JsonNumber.FromText(text), ValueOrigin.Json));
        }

        foreach (var text in Numbers)
        {
            Print("score of text " + text, () => Score(text, ValueOrigin.Script));
            Print("count of text " + text, () => Count(text, ValueOrigin.Script));
        }

        foreach (var text in OtherTexts)
        {
            Print("score of text " + text, () => Score(text, ValueOrigin.Script));
        }

        for (var index = 0; index < Values.Length; index++)
        {
            var value = Values[index];
            var name = " of value " + index.ToString(CultureInfo.InvariantCulture) + ", " + value.GetType().Name;
            Print("score" + name, () => Score(value, ValueOrigin.Script));
            Print("count" + name, () => Count(value, ValueOrigin.Script));
        }
    }

    private static string Score(object value, ValueOrigin origin) => Number.BitsOf(ScalarConverter.ToSingle(value, origin, "score"));

    private static string Count(object value, ValueOrigin origin) =>
        ScalarConverter.ToInt64(value, origin, "count").ToString(CultureInfo.InvariantCulture);

    private static void Print(string what, Func<string?> give)
    {
        string? result;
        try
        {
            result = give();
        }
        catch (InvalidValueException exception)
        {
            result = exception.Message;
        }

        Console.WriteLine(what + " => " + result);
    }
}
