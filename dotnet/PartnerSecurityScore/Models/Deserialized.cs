using System;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>Recognizes deserialized objects: copies from a job, a remote session or an Export-Clixml file.</summary>
internal static class Deserialized
{
    private const string Prefix = "Deserialized.";

    /// <summary>
    /// Matches a model's type name. Deserialization and Select-Object add a prefix; Import-Csv restores the name without one.
    /// </summary>
    private static readonly Regex OfModel = new(
        @"^(Deserialized\.|Selected\.)?" + Regex.Escape(typeof(MicrosoftGraphEntity).Namespace) + @"\.(?<class>.+)\z",
        RegexOptions.ExplicitCapture);

    internal static bool Is(PSObject value) => value.TypeNames is { Count: > 0 } names && names[0].StartsWith(Prefix, StringComparison.Ordinal);

    /// <returns>
    /// The class name of the model from which deserialization, Select-Object or Import-Csv created the object; <c>null</c> for
    /// any other object.
    /// </returns>
    internal static string? ClassOf(PSObject value) =>
        value.TypeNames is { Count: > 0 } names && OfModel.Match(names[0]) is { Success: true } match ? match.Groups["class"].Value : null;

    /// <summary>
    /// Determines whether PowerShell itself adds a property of this name to objects from jobs and remote sessions.
    /// </summary>
    internal static bool IsOwnNote(string name) => name is "PSComputerName" or "PSShowComputerName" or "PSSourceJobInstanceId" or "RunspaceId";

    /// <returns>
    /// The number that a deserialized <see cref="JsonNumber" /> represents; <c>null</c> for any other object.
    /// </returns>
    /// <exception cref="InvalidValueException">The text of the deserialized number is not JSON.</exception>
    internal static object? Number(PSObject value)
    {
        // Files that version 0.1 exported contain the type name without the Json namespace.
        if (value.TypeNames is not { Count: > 0 } names
            || (names[0] != Prefix + typeof(JsonNumber).FullName && names[0] != Prefix + "PartnerSecurityScore." + nameof(JsonNumber)))
        {
            return null;
        }

        // An exported file can be edited by hand, so the text must be validated before it is sent.
        return value.Properties[nameof(JsonNumber.Text)]?.Value is string text ? ModelBinder.ParseJson(text, string.Empty) : null;
    }
}
