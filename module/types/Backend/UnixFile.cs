using System;

namespace PartnerSecurityScore;

/// <summary>A file, folder or link as the system describes it.</summary>
internal sealed class UnixFile(string path, int mode, uint owner, uint group)
{
    private const int KindMask = 0xF000;
    private const int LinkKind = 0xA000;
    private const int FolderKind = 0x4000;
    private const int Sticky = 0x200;
    private const int PermissionMask = 0xFFF;

    internal string Path { get; } = path;

    internal uint Owner { get; } = owner;

    internal uint Group { get; } = group;

    internal bool IsLink => (mode & KindMask) == LinkKind;

    /// <summary>In a sticky folder, such as /tmp, nobody renames or removes what belongs to others.</summary>
    internal bool IsStickyFolder => (mode & KindMask) == FolderKind && (mode & Sticky) != 0;

    internal bool IsWritableByGroup => (mode & 0x10) != 0;

    internal bool IsWritableByOthers => (mode & 0x2) != 0;

    /// <summary>Such as 0775.</summary>
    internal string OctalMode => Convert.ToString(mode & PermissionMask, 8).PadLeft(4, '0');

    /// <summary>What a user can do about it.</summary>
    internal string Cure =>
        "Take the permission away (chmod go-w '" + Path + "'), or install the module in a folder that belongs to you and that only you can write to.";
}
