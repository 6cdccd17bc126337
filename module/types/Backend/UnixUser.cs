using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore;

/// <summary>Whose files a user may trust.</summary>
/// <param name="id">The user's effective id.</param>
/// <param name="groupFile">Text of /etc/group.</param>
/// <param name="userFile">Text of /etc/passwd.</param>
internal sealed class UnixUser(uint id, string groupFile, string userFile)
{
    private const uint Root = 0;

    /// <summary>The group of those who may become root anyway.</summary>
    private static readonly uint Administrators = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 80u : Root;

    internal UnixUser(uint id)
        : this(id, ReadIfThere("/etc/group"), ReadIfThere("/etc/passwd"))
    {
    }

    /// <returns>Why somebody else could replace the file or what is in the folder, as part of a sentence; or null.</returns>
    internal string? WhyNotSafe(UnixFile file)
    {
        if (file.Owner != Root && file.Owner != id)
        {
            return file.Path + " belongs to another user (id " + file.Owner.ToString(CultureInfo.InvariantCulture) + ")";
        }

        if (file.IsLink || file.IsStickyFolder)
        {
            return null;
        }

        if (file.IsWritableByOthers)
        {
            return "every user may write to " + file.Path + " (mode " + file.OctalMode + ")";
        }

        return file.IsWritableByGroup && !IsOwnGroup(file.Group)
            ? "users of the group " + file.Group.ToString(CultureInfo.InvariantCulture) + " may write to " + file.Path + " (mode " + file.OctalMode + ")"
            : null;
    }

    /// <summary>
    /// Many systems give each user a group of their own, and its members the right to write. Such a group, where nobody
    /// else is in it, and the administrators' make no difference.
    /// </summary>
    private bool IsOwnGroup(uint group)
    {
        if (group == Root || group == Administrators)
        {
            return true;
        }

        var number = group.ToString(CultureInfo.InvariantCulture);
        var name = Lines(userFile).FirstOrDefault(user => user.Length > 3 && user[2] == id.ToString(CultureInfo.InvariantCulture))?[0];
        var entry = Lines(groupFile).FirstOrDefault(known => known.Length > 3 && known[2] == number);
        return name is not null && entry is not null
            && entry[3].Split([','], StringSplitOptions.RemoveEmptyEntries).All(member => member.Trim() == name)
            && Lines(userFile).Where(user => user.Length > 3 && user[3] == number).All(user => user[0] == name);
    }

    private static string[][] Lines(string text) => text.Split('\n').Select(line => line.Trim('\r').Split(':')).ToArray();

    private static string ReadIfThere(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
