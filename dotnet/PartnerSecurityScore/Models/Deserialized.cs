using System;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>Objects that came from a job, another computer or a file of Export-Clixml: copies with the properties of what they were.</summary>
internal static class Deserialized
{
    private const string Prefix = "Deserialized.";

    internal static bool Is(PSObject value) => value.TypeNames is { Count: > 0 } names && names[0].StartsWith(Prefix, StringComparison.Ordinal);

    /// <returns>The class of the model that the object is a copy of; null for a copy of anything else.</returns>
    internal static string? ClassOf(PSObject value)
    {
        var start = Prefix + typeof(MicrosoftGraphEntity).Namespace + ".";
        return Is(value) && value.TypeNames[0].StartsWith(start, StringComparison.Ordinal) ? value.TypeNames[0].Substring(start.Length) : null;
    }

    /// <summary>Whether PowerShell itself puts a property of this name on what comes from elsewhere.</summary>
    internal static bool IsOwnNote(string name) => name is "PSComputerName" or "PSShowComputerName" or "PSSourceJobInstanceId" or "RunspaceId";

    /// <returns>The number that the copy of a <see cref="JsonNumber" /> stands for; null for all other objects.</returns>
    internal static object? Number(PSObject value)
    {
        // Files of version 0.1 have it without the namespace of its folder.
        if (value.TypeNames is not { Count: > 0 } names
            || (names[0] != Prefix + typeof(JsonNumber).FullName && names[0] != Prefix + "PartnerSecurityScore." + nameof(JsonNumber)))
        {
            return null;
        }

        // A file can be changed by hand, so that the text is read before it is sent.
        return value.Properties[nameof(JsonNumber.Text)]?.Value is string text ? ModelBinder.ParseJson(text, string.Empty) : null;
    }
}
