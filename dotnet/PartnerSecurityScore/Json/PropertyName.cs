using System;
using System.Globalization;
using System.Management.Automation;

namespace PartnerSecurityScore.Json;

/// <summary>Property names of input that may have keys of any type.</summary>
internal static class PropertyName
{
    /// <summary>The text of a key, the same in every culture.</summary>
    internal static string TextOf(object? key)
    {
        var value = key is PSObject wrapped ? wrapped.BaseObject : key;
        return value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
