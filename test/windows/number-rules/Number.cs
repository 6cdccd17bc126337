using System;
using System.Globalization;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.NumberRules;

/// <summary>Formats and parses numbers of type Single and Double.</summary>
internal static class Number
{
    private static readonly float[] Singles =
    [
        0f, -0f, 85.4f, 14.29f, 0.1f, 0.3f, 1 / 3f, 33.33f, 99.99f, 1e-5f, 123456.789f, 1e7f, 1e8f, 16777215f, 16777216f,
        float.Epsilon, 1.17549435E-38f, float.MaxValue, float.MinValue,
    ];

    private static readonly double[] Doubles =
    [
        0, -0.0, 85.4, 14.29, 0.1, 0.1 + 0.2, 1 / 3.0, 2 / 3.0, 4.35, 36.837581236305454, 0.84551240822557006, 1e-5, 1e-7, 1e15, 1e16,
        1e21, 9007199254740993, 123456789012345678, 2.2250738585072014E-308, double.Epsilon, double.MaxValue, double.MinValue,
    ];

    /// <summary>
    /// Prints fixed and random numbers. Each round adds up to three numbers of each type: one of any size, if it is
    /// finite, one between 0 and 100 with all digits, and the same number with two decimals.
    /// </summary>
    internal static void Write(int seed, int count)
    {
        Array.ForEach(Singles, WriteSingle);
        Array.ForEach(Doubles, WriteDouble);
        var random = new Random(seed);
        var bytes = new byte[8];
        for (var round = 0; round < count; round++)
        {
            random.NextBytes(bytes);
            WriteSingle(BitConverter.ToSingle(bytes, 0));
            WriteDouble(BitConverter.ToDouble(bytes, 0));
            var score = random.NextDouble() * 100;
            WriteSingle((float)score);
            WriteDouble(score);
            WriteSingle((float)Math.Round(score, 2));
            WriteDouble(Math.Round(score, 2));
        }
    }

    internal static void Read()
    {
        while (Console.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var bits = parts[0] == "single"
                ? BitsOf(float.Parse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture))
                : BitsOf(double.Parse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture));
            if (bits != parts[1])
            {
                Console.WriteLine(line);
            }
        }
    }

    private static void WriteSingle(float value)
    {
        if (!float.IsNaN(value) && !float.IsInfinity(value))
        {
            Console.WriteLine("single " + BitsOf(value) + " " + NumberText.Of(value));
        }
    }

    private static void WriteDouble(double value)
    {
        if (!double.IsNaN(value) && !double.IsInfinity(value))
        {
            Console.WriteLine("double " + BitsOf(value) + " " + NumberText.Of(value));
        }
    }

    internal static string BitsOf(float value) =>
        BitConverter.ToInt32(BitConverter.GetBytes(value), 0).ToString("x8", CultureInfo.InvariantCulture);

    internal static string BitsOf(double value) =>
        BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
