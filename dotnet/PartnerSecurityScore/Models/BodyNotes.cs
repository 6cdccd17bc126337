using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Collects notes about a body for the user: omitted properties, and properties that Graph might not know.
/// </summary>
/// <param name="isExpanded">
/// Whether individual parameters supply the body. Unknown properties at its top level are then intentional.
/// </param>
internal sealed class BodyNotes(bool isExpanded)
{
    private const int MostNames = 20;

    private readonly List<string> leftOut = [];
    private readonly List<string> unknown = [];
    private bool hasValue;

    internal bool IsExpanded { get; } = isExpanded;

    internal bool Any => HasLeftOut || unknown.Count > 0;

    private bool HasLeftOut => leftOut.Count > 0;

    /// <summary>The messages for -Verbose.</summary>
    internal IEnumerable<string> Lines
    {
        get
        {
            if (HasLeftOut)
            {
                yield return "Properties left out because they have no value: " + Names(leftOut) + ".";
            }

            if (unknown.Count > 0)
            {
                yield return "Properties with unknown names, which are not changed: " + Names(unknown) + ".";
            }
        }
    }

    /// <summary>
    /// A warning about the first object with only unknown properties; <c>null</c> if there is no such object.
    /// </summary>
    internal string? Warning { get; private set; }

    internal void LeftOut(string path) => leftOut.Add(path);

    /// <summary>
    /// Records that the body contains user input: a value, an explicit null, or an empty object or array.
    /// </summary>
    internal void Given() => hasValue = true;

    internal void Unknown(string path) => unknown.Add(path);

    /// <summary>Records that the object at <paramref name="path"/> has only unknown properties.</summary>
    internal void Strange(string path, string first) => Warning ??= (path.Length == 0 ? "The body" : path)
        + " contains only unknown properties, such as " + first + ". The module does not change them. Check the spelling of the property names. If they come from a CSV"
        + " file whose separator is a semicolon, read it with Import-Csv -Delimiter ';'.";

    /// <exception cref="InvalidValueException">Properties were given, but none of them has a value.</exception>
    internal void RequireValue()
    {
        if (!hasValue && HasLeftOut)
        {
            throw new InvalidValueException(
                string.Empty,
                "None of the specified properties has a value: " + Names(leftOut)
                    + ". Nothing was sent. Specify a value for at least one of them. To clear a property, specify ([System.DBNull]::Value).");
        }
    }

    private static string Names(List<string> paths) => string.Join(", ", paths.Take(MostNames))
        + (paths.Count > MostNames ? " and " + (paths.Count - MostNames).ToString(CultureInfo.InvariantCulture) + " more" : string.Empty);
}
