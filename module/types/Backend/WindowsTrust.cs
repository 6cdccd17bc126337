using System;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore;

/// <summary>Owners and access lists of files on Windows.</summary>
internal static class WindowsTrust
{
    private const int FileObject = 1;
    private const uint OwnerAndAccessList = 1 | 4;
    private const uint Revision = 1;

    /// <exception cref="BackendException">Somebody else could have replaced the file.</exception>
    internal static void Check(string path)
    {
        var user = CurrentUser();
        var module = Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
        foreach (var part in BackendTrust.Chain(path))
        {
            var list = new AccessList(DescriptorOf(part), user);
            if (list.WhoElse(isAbove: part.Length < module.Length, isRoot: Path.GetDirectoryName(part) is null) is string who)
            {
                throw BackendTrust.Refusal(
                    who + " may change " + part,
                    "Take that permission away, or install the module in a folder that only you and administrators can write to, such as Modules in your own Documents.");
            }
        }
    }

    /// <summary>By reflection: the class is in another assembly in .NET Framework than in .NET, and in none of .NET Standard.</summary>
    private static string CurrentUser()
    {
        const string name = "System.Security.Principal.WindowsIdentity";
        var type = Type.GetType(name + ", System.Security.Principal.Windows", throwOnError: false) ?? Type.GetType(name, throwOnError: true)!;
        using var identity = (IDisposable)type.GetMethod("GetCurrent", Type.EmptyTypes)!.Invoke(null, null)!;
        return type.GetProperty("User")!.GetValue(identity)!.ToString()!;
    }

    private static string DescriptorOf(string path)
    {
        var error = GetNamedSecurityInfo(path, FileObject, OwnerAndAccessList, out _, out _, out _, out _, out var descriptor);
        if (error != 0)
        {
            var reason = new Win32Exception(error).Message;
            throw BackendTrust.Refusal(
                "the permissions of " + path + " can't be read (" + error.ToString(CultureInfo.InvariantCulture) + ": " + reason + ")",
                "Install the module in another folder.");
        }

        try
        {
            if (!ToText(descriptor, Revision, OwnerAndAccessList, out var text, out _))
            {
                return string.Empty;
            }

            try
            {
                return Marshal.PtrToStringUni(text) ?? string.Empty;
            }
            finally
            {
                LocalFree(text);
            }
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "GetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    private static extern int GetNamedSecurityInfo(
        string name, int kind, uint parts, out IntPtr owner, out IntPtr group, out IntPtr accessList, out IntPtr auditList, out IntPtr descriptor);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSecurityDescriptorToStringSecurityDescriptorW", CharSet = CharSet.Unicode)]
    private static extern bool ToText(IntPtr descriptor, uint revision, uint parts, out IntPtr text, out uint length);

    [DllImport("kernel32.dll")]
    private static extern IntPtr LocalFree(IntPtr memory);
}
