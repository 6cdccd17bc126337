using System;
using System.Globalization;
using System.Management.Automation;

namespace PartnerSecurityScore.Json;

/// <summary>Converts dictionary keys of any type to property names.</summary>
internal static class PropertyName
{
    /// <summary>Returns the key as text in the invariant culture.</summary>
    internal static string TextOf(object? key)
    {
        var value = key is PSObject wrapped ? wrapped.BaseObject : key;
        return value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
