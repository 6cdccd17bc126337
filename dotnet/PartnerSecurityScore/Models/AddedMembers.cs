using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace PartnerSecurityScore.Models;

/// <summary>The properties that Add-Member gives to one object, of whatever type.</summary>
internal static class AddedMembers
{
    /// <summary>Seeing all properties of an object takes 30 microseconds, and hardly one has any that were added.</summary>
    private static readonly MethodInfo? HasAny = typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.NonPublic);

    internal static IEnumerable<KeyValuePair<string, object?>> Of(object value) =>
        HasAny?.Invoke(null, [value, null]) is true
            ? PSObject.AsPSObject(value).Properties
                .Where(property => property.IsInstance && property.MemberType != PSMemberTypes.Property && property.IsGettable && !Deserialized.IsOwnNote(property.Name))
                .Select(property => new KeyValuePair<string, object?>(property.Name, InputValue.Read(property)))
            : [];
}
