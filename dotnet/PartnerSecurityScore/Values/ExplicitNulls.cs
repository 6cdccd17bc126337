using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Values;

/// <summary>Which null elements of arrays of models go out as null: those that stood so in JSON, or were DBNull. Others are left out.</summary>
internal static class ExplicitNulls
{
    private static readonly ConditionalWeakTable<object, HashSet<int>> Indexes = new();

    internal static void Note(object array, HashSet<int> indexes) => Indexes.Add(array, indexes);

    internal static bool Has(object array, int index) => Indexes.TryGetValue(array, out var indexes) && indexes.Contains(index);
}
