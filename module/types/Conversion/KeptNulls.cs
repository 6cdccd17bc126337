using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>Arrays of models whose null elements are part of their value, as they came so in JSON. Others go out without them.</summary>
internal static class KeptNulls
{
    private static readonly ConditionalWeakTable<object, object> Arrays = new();

    internal static void Keep(object array) => Arrays.Add(array, array);

    internal static bool Are(object array) => Arrays.TryGetValue(array, out _);
}
