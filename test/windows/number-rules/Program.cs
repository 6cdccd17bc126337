using System.Globalization;

namespace PartnerSecurityScore.NumberRules;

/// <summary>
/// Number conversions of the module under the rules of the framework that runs this.
/// <list type="bullet">
/// <item><c>write SEED COUNT</c>: numbers as the module sends them, a line each: kind, bits in hexadecimal, text.</item>
/// <item><c>read</c>: reads such lines from stdin and prints those whose text is another number.</item>
/// <item><c>convert</c>: what the module makes of texts and values, a line each.</item>
/// </list>
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments[0])
        {
            case "write":
                Number.Write(int.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
                return 0;
            case "read":
                Number.Read();
                return 0;
            case "convert":
                Conversions.Print();
                return 0;
            default:
                return 2;
        }
    }
}
