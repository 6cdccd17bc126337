using System.Globalization;

namespace PartnerSecurityScore.NumberRules;

/// <summary>
/// Runs the module's number conversions under the rules of the current framework.
/// <list type="bullet">
/// <item><c>write SEED COUNT</c>: prints fixed numbers and COUNT rounds of random numbers as the module sends them. Each line
/// contains the kind, the bits in hexadecimal, and the text.</item>
/// <item><c>read</c>: reads such lines from stdin and prints those whose text is parsed as another number.</item>
/// <item><c>convert</c>: prints the result of each conversion, one per line.</item>
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
