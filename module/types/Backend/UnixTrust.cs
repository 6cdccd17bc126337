using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace PartnerSecurityScore;

/// <summary>Owners and modes of files on Linux and macOS, read with the functions that .NET itself uses for it.</summary>
internal static class UnixTrust
{
    /// <summary>Links that lead to links, as systems allow them at most.</summary>
    private const int MaxLinks = 40;

    /// <summary>More than the structure has in any version of .NET; only its first four numbers are read.</summary>
    private const int StatusBytes = 256;

    /// <exception cref="BackendException">Somebody else could have replaced the file.</exception>
    internal static void Check(string path) => Check(path, new UnixUser(GetEUid()), 0);

    private static void Check(string path, UnixUser user, int links)
    {
        if (links > MaxLinks)
        {
            throw BackendTrust.Refusal(path + " leads through too many links", "Install the module in a folder without links.");
        }

        foreach (var part in BackendTrust.Chain(path))
        {
            var status = new int[StatusBytes / sizeof(int)];
            if (LStat(Terminated(part), status) != 0)
            {
                throw BackendTrust.Refusal("the permissions of " + part + " can't be read", "Install the module in another folder.");
            }

            var file = new UnixFile(part, status[1], unchecked((uint)status[2]), unchecked((uint)status[3]));
            if (user.WhyNotSafe(file) is string reason)
            {
                throw BackendTrust.Refusal(reason, file.Cure);
            }

            if (file.IsLink)
            {
                Check(Path.Combine(Path.GetDirectoryName(part)!, TargetOf(part)), user, links + 1);
            }
        }
    }

    private static string TargetOf(string link)
    {
        var target = new byte[4096];
        var length = ReadLink(Terminated(link), target, target.Length);
        return length > 0 ? Encoding.UTF8.GetString(target, 0, length) : throw BackendTrust.Refusal("the link " + link + " can't be read", string.Empty);
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat")]
    private static extern int LStat(byte[] path, [Out] int[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_ReadLink")]
    private static extern int ReadLink(byte[] path, [Out] byte[] target, int length);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    private static extern uint GetEUid();
}
