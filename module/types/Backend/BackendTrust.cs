using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore;

/// <summary>
/// Makes sure that nobody but the user and the system's administrators can put another program in the backend's place:
/// it gets the user's tokens. The file, its folders and all folders above are looked at, as whoever may rename one of
/// them may replace it.
/// </summary>
internal static class BackendTrust
{
    /// <param name="path">The backend's absolute path.</param>
    /// <exception cref="BackendException">Somebody else could have replaced it; the message says who, where and what to do.</exception>
    internal static void Check(string path)
    {
        if (!File.Exists(path))
        {
            // The start says so.
            return;
        }

        var bin = Path.GetDirectoryName(path)!;
        if (IsLink(path) || IsLink(bin))
        {
            throw Refusal((IsLink(path) ? path : bin) + " is a link to another place", "Install the module's package again.");
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            WindowsTrust.Check(path);
        }
        else
        {
            UnixTrust.Check(path);
        }
    }

    /// <summary>The path and the folders it is in, up to the root.</summary>
    internal static IEnumerable<string> Chain(string path)
    {
        for (var part = Path.GetFullPath(path); part is not null; part = Path.GetDirectoryName(part))
        {
            yield return part;
        }
    }

    /// <param name="reason">What is wrong, with the place.</param>
    /// <param name="cure">A sentence.</param>
    internal static BackendException Refusal(string reason, string cure) => new(
        "BackendNotTrusted",
        "The backend of the module is not started, because another user of this machine could have put a program of their own in its place: "
            + reason + ". Nothing was sent. " + cure);

    private static bool IsLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
}
