using System;
using System.Globalization;
using System.Management.Automation;

namespace PartnerSecurityScore.Json;

/// <summary>Converts dictionary keys and other values to text.</summary>
internal static class PropertyName
{
    /// <summary>Returns the value as text in the invariant culture, or an empty string for null.</summary>
    internal static string TextOf(object? key)
    {
        var value = key is PSObject wrapped ? wrapped.BaseObject : key;
        return value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
