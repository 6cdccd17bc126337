using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PartnerSecurityScore.Models;

/// <summary>Notes about a body for the user: the properties that were left out, and those that Graph may not know.</summary>
/// <param name="isExpanded">Whether single parameters make the body, so that unknown properties of it are meant to be.</param>
internal sealed class BodyNotes(bool isExpanded)
{
    private const int MostNames = 20;

    private readonly List<string> leftOut = [];
    private readonly List<string> unknown = [];
    private bool hasValue;

    internal bool IsExpanded { get; } = isExpanded;

    internal bool Any => HasLeftOut || unknown.Count > 0;

    private bool HasLeftOut => leftOut.Count > 0;

    /// <summary>Lines for -Verbose.</summary>
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
                yield return "Properties sent unchanged because their names are unknown: " + Names(unknown) + ".";
            }
        }
    }

    /// <summary>A warning if an object has properties and none of their names is known; otherwise null.</summary>
    internal string? Warning { get; private set; }

    internal void LeftOut(string path) => leftOut.Add(path);

    /// <summary>Something goes out that was given: a value, null, or what is empty by itself.</summary>
    internal void Given() => hasValue = true;

    internal void Unknown(string path) => unknown.Add(path);

    /// <summary>The object at <paramref name="path"/> has unknown properties only.</summary>
    internal void Strange(string path, string first) => Warning ??= (path.Length == 0 ? "The body" : path)
        + " contains only unknown properties, such as " + first + ". They are sent unchanged. Check the spelling of the property names. For a CSV file with semicolons, use"
        + " Import-Csv -Delimiter ';'.";

    /// <exception cref="InvalidValueException">Properties were given, and none of them has a value.</exception>
    internal void RequireValue()
    {
        if (!hasValue && HasLeftOut)
        {
            throw new InvalidValueException(string.Empty, "None of the specified properties has a value: " + Names(leftOut) + ". Nothing was sent.");
        }
    }

    private static string Names(List<string> paths) => string.Join(", ", paths.Take(MostNames))
        + (paths.Count > MostNames ? " and " + (paths.Count - MostNames).ToString(CultureInfo.InvariantCulture) + " more" : string.Empty);
}
