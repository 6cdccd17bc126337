using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>Reads PowerShell input as plain .NET values.</summary>
internal static class InputValue
{
    /// <summary>
    /// Removes the PSObject wrapper that a pipeline adds, and returns <c>null</c> for PowerShell's own null values. A
    /// deserialized <see cref="JsonNumber" /> becomes a number again. Any other pscustomobject is returned unchanged, because
    /// its properties exist only in the wrapper.
    /// </summary>
    internal static object? Unwrap(object? value) => value switch
    {
        PSObject wrapped when ReferenceEquals(wrapped, AutomationNull.Value) => null,
        PSObject { BaseObject: not PSCustomObject } wrapped => wrapped.BaseObject,
        PSObject custom => Deserialized.Number(custom) ?? (object)custom,
        NullString => null,
        _ => value,
    };

    internal static bool IsCustomObject(object? value) => value is PSObject { BaseObject: PSCustomObject };

    /// <summary>Determines whether the value is a dictionary or a pscustomobject, which represents a JSON object.</summary>
    internal static bool HasMembers(object? value) =>
        value is IDictionary or IDictionary<string, object?> || IsCustomObject(value);

    /// <summary>
    /// Returns a dictionary's entries and the properties that Add-Member added to it, or the readable properties of any other
    /// object. The properties that PowerShell adds to objects from jobs and remote sessions are omitted.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Members(object value) =>
        value is IDictionary or IDictionary<string, object?> ? Entries(value).Concat(AddedMembers.Of(value)) : Properties(value);

    private static IEnumerable<KeyValuePair<string, object?>> Entries(object value)
    {
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return new KeyValuePair<string, object?>(PropertyName.TextOf(entry.Key), entry.Value);
            }

            yield break;
        }

        foreach (var entry in (IDictionary<string, object?>)value)
        {
            yield return entry;
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object value)
    {
        var members = PSObject.AsPSObject(value);
        foreach (var property in members.Properties)
        {
            if (property.IsGettable && !(Deserialized.IsOwnNote(property.Name) && Deserialized.Is(members)))
            {
                yield return new KeyValuePair<string, object?>(property.Name, Read(property));
            }
        }
    }

    /// <summary>
    /// Determines whether the value is a list of values. Strings, dictionaries, name-value collections, XML nodes and trees are
    /// enumerable but are not lists. A tree is a generic collection that is an instance of its own element type, such as a
    /// JToken.
    /// </summary>
    internal static bool IsList(object? value)
    {
        if (value is not IEnumerable || value is string || HasMembers(value))
        {
            return false;
        }

        var elementTypes = value.GetType().GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(type => type.GetGenericArguments()[0])
            .ToArray();
        return (value is IList or Queue or Stack || elementTypes.Length > 0)
            && Array.TrueForAll(elementTypes, type => type == typeof(object) || !type.IsInstanceOfType(value));
    }

    internal static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException failure)
        {
            throw new InvalidValueException(
                property.Name, "The property cannot be read: " + ForeignText.Clause((failure.InnerException ?? failure).Message) + ".");
        }
    }
}
