using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Tracks the null elements of model arrays that are sent as null: those that were null in JSON, or DBNull. Other null elements
/// are omitted.
/// </summary>
internal static class ExplicitNulls
{
    private static readonly ConditionalWeakTable<object, HashSet<int>> Indexes = new();

    internal static void Note(object array, HashSet<int> indexes) => Indexes.Add(array, indexes);

    internal static bool Has(object array, int index) => Indexes.TryGetValue(array, out var indexes) && indexes.Contains(index);
}
