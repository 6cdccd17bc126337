using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>What PowerShell hands over, seen as plain .NET values.</summary>
internal static class InputValue
{
    /// <summary>
    /// The value without the wrapper that it got in a pipeline. A pscustomobject is nothing but its wrapper and
    /// stays one.
    /// </summary>
    internal static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    internal static bool IsCustomObject(object? value) => value is PSObject { BaseObject: PSCustomObject };

    /// <summary>A dictionary's entries, or an object's readable properties.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Members(object value)
    {
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return new KeyValuePair<string, object?>(PropertyName.TextOf(entry.Key), entry.Value);
            }

            yield break;
        }

        foreach (var property in PSObject.AsPSObject(value).Properties)
        {
            if (property.IsGettable)
            {
                yield return new KeyValuePair<string, object?>(property.Name, property.Value);
            }
        }
    }

    /// <summary>True for a list of values, as opposed to text and dictionaries, which .NET can enumerate too.</summary>
    internal static bool IsList(object? value) => value is IEnumerable and not (string or IDictionary);
}
