using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore;

/// <summary>
/// Who may change a file or folder of Windows, read from the text form of its security descriptor (the Security
/// Descriptor Definition Language of Windows' documentation), with its owner and its discretionary access list.
/// </summary>
/// <param name="text">The descriptor's text form.</param>
/// <param name="user">The security identifier of the current user.</param>
internal sealed class AccessList(string text, string user)
{
    private const uint AddFile = 0x2;
    private const uint AddFolder = 0x4;
    private const uint DeleteChild = 0x40;
    private const uint Delete = 0x10000;
    private const uint WriteDac = 0x40000;
    private const uint WriteOwner = 0x80000;
    private const uint GenericWrite = 0x40000000;
    private const uint GenericAll = 0x10000000;

    private static readonly Regex Descriptor = new(
        @"^O:(?<owner>S-[\d-]+|[A-Z]{2})(?:G:(?:S-[\d-]+|[A-Z]{2}))?(?:D:(?<flags>[A-Z_]*)(?<entries>\(.*\))?)?$", RegexOptions.Singleline);

    private static readonly Regex Entry = new(
        @"\((?<type>[A-Z]+);(?<flags>[A-Z]*);(?<rights>[^;)]*);[^;)]*;[^;)]*;(?<who>S-[\d-]+|[A-Z]{2})");

    /// <summary>The rights' two letters, for those that allow a change.</summary>
    private static readonly Dictionary<string, uint> Letters = new()
    {
        ["GA"] = GenericAll,
        ["GW"] = GenericWrite,
        ["FA"] = AddFile | AddFolder | DeleteChild | Delete | WriteDac | WriteOwner,
        ["FW"] = AddFile | AddFolder,
        ["SD"] = Delete,
        ["WD"] = WriteDac,
        ["WO"] = WriteOwner,
        ["DC"] = AddFile,
        ["LC"] = AddFolder,
        ["DT"] = DeleteChild,
    };

    /// <summary>Administrators and the system; CREATOR OWNER and OWNER RIGHTS mean the owner, who is looked at himself.</summary>
    private static readonly HashSet<string> Trusted =
    [
        "SY", "BA", "LA", "DA", "EA", "CO", "OW",
        "S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4",
        // The service that installs Windows itself.
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
    ];

    /// <param name="isAbove">Whether this is a folder above the module's: there, new files do no harm.</param>
    /// <param name="isRoot">Whether it is a drive's root, which can't be removed.</param>
    /// <returns>Who else may change it, as the beginning of a sentence; or null.</returns>
    internal string? WhoElse(bool isAbove, bool isRoot)
    {
        var match = Descriptor.Match(text);
        if (!match.Success)
        {
            return "somebody (its permissions can't be read)";
        }

        if (!IsTrusted(match.Groups["owner"].Value))
        {
            return "its owner, " + match.Groups["owner"].Value + ",";
        }

        if (!match.Groups["flags"].Success || match.Groups["flags"].Value.Contains("NO_ACCESS_CONTROL"))
        {
            return "everybody";
        }

        var harmful = GenericAll | DeleteChild | WriteDac | WriteOwner | (isRoot ? 0 : Delete) | (isAbove ? 0 : GenericWrite | AddFile | AddFolder);
        return Entry.Matches(match.Groups["entries"].Value).Cast<Match>()
            .Where(entry => entry.Groups["type"].Value is "A" or "XA" or "OA" && !IsInheritOnly(entry.Groups["flags"].Value))
            .Where(entry => (RightsOf(entry.Groups["rights"].Value) & harmful) != 0)
            .Select(entry => entry.Groups["who"].Value)
            .FirstOrDefault(who => !IsTrusted(who));
    }

    private static bool IsInheritOnly(string flags) => Pairs(flags).Contains("IO");

    private static uint RightsOf(string rights)
    {
        if (rights.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return uint.TryParse(rights.Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : uint.MaxValue;
        }

        return Pairs(rights).Aggregate(0u, (all, pair) => all | (Letters.TryGetValue(pair, out var bits) ? bits : 0));
    }

    private static IEnumerable<string> Pairs(string letters) =>
        Enumerable.Range(0, letters.Length / 2).Select(index => letters.Substring(index * 2, 2));

    private bool IsTrusted(string who) => who == user || Trusted.Contains(who);
}
