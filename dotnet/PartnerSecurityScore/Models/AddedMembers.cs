using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace PartnerSecurityScore.Models;

/// <summary>Reads the properties that Add-Member added to an object of any type.</summary>
internal static class AddedMembers
{
    /// <summary>
    /// The engine's own method that determines whether an object has added members; <c>null</c> in an engine that lacks it, where
    /// added members are ignored. The method is fast. Enumerating the properties of every object is slow, and few objects have added
    /// ones.
    /// </summary>
    private static readonly MethodInfo? HasAny = typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.NonPublic);

    internal static IEnumerable<KeyValuePair<string, object?>> Of(object value) =>
        HasAny?.Invoke(null, [value, null]) is true
            ? PSObject.AsPSObject(value).Properties
                .Where(property => property.IsInstance && property.MemberType != PSMemberTypes.Property && property.IsGettable && !Deserialized.IsOwnNote(property.Name))
                .Select(property => new KeyValuePair<string, object?>(property.Name, InputValue.Read(property)))
            : [];
}
