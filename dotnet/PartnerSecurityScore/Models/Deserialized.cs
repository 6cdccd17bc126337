using System;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>Objects that came from a job, another computer or a file of Export-Clixml: copies with the properties of what they were.</summary>
internal static class Deserialized
{
    private const string Prefix = "Deserialized.";

    /// <summary>Copies and selections have a word before the type's name, and lines of a CSV file that names their type have none.</summary>
    private static readonly Regex OfModel = new(
        @"^(Deserialized\.|Selected\.)?" + Regex.Escape(typeof(MicrosoftGraphEntity).Namespace) + @"\.(?<class>.+)\z",
        RegexOptions.ExplicitCapture);

    internal static bool Is(PSObject value) => value.TypeNames is { Count: > 0 } names && names[0].StartsWith(Prefix, StringComparison.Ordinal);

    /// <returns>
    /// The class of the model that the object is a copy of, or that Select-Object or Import-Csv has made it of; null for any other object.
    /// </returns>
    internal static string? ClassOf(PSObject value) =>
        value.TypeNames is { Count: > 0 } names && OfModel.Match(names[0]) is { Success: true } match ? match.Groups["class"].Value : null;

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

        // A file can be edited by hand, so the text is checked before it is sent.
        return value.Properties[nameof(JsonNumber.Text)]?.Value is string text ? ModelBinder.ParseJson(text, string.Empty) : null;
    }
}
