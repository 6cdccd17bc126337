using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Locates files for this platform: in the module's folder, as in the archives, or in the platform package of exactly
/// the same version. Both assemblies include this class, because the loader needs it before it can load the types
/// assembly.
/// </summary>
internal static class NativeFiles
{
    internal const string ModuleName = "PartnerSecurityScore";

    /// <summary>
    /// The path of the folder that contains the ahead-of-time compiled assembly, relative to the module's folder or the
    /// package's folder. .NET can load such an assembly only if it was compiled for the architecture of the process.
    /// There is none for 32-bit processes.
    /// </summary>
    internal static string AheadFolder => Path.Combine("ahead", SystemName + "-" + Lower(RuntimeInformation.ProcessArchitecture));

    /// <summary>The platform's name as used in package names, such as linux-musl-x64.</summary>
    internal static string Platform => SystemName + (IsMusl ? "-musl" : string.Empty) + "-" + Processor;

    internal static string PackageName => ModuleName + "." + Platform;

    private static string SystemName =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";

    /// <summary>
    /// The processor architecture. 32-bit PowerShell on Windows uses the operating system's, because it can start
    /// 64-bit programs.
    /// </summary>
    private static string Processor =>
        Lower(RuntimeInformation.ProcessArchitecture is Architecture.X86 ? RuntimeInformation.OSArchitecture : RuntimeInformation.ProcessArchitecture);

    /// <summary>
    /// Whether the C library is musl, according to the .NET host's runtime identifier. Alpine's own build of .NET uses
    /// an identifier that starts with alpine.
    /// </summary>
    private static bool IsMusl =>
        AppDomain.CurrentDomain.GetData("RUNTIME_IDENTIFIER") is string host
            && (host.Contains("musl") || host.StartsWith("alpine", StringComparison.Ordinal));

    private static string Lower(Architecture architecture) => architecture.ToString().ToLowerInvariant();

    /// <summary>Returns the path of a file for this platform, or null when it is not installed.</summary>
    /// <param name="version">The module's version, such as 1.0.0 or 1.0.0-beta1.</param>
    /// <param name="name">The file's path relative to the module's folder or the package's folder.</param>
    internal static string? Find(string moduleFolder, string version, string name)
    {
        var own = Path.Combine(moduleFolder, name);
        if (File.Exists(own))
        {
            return own;
        }

        // PowerShell omits the prerelease label from the names of version folders, so the files are in a subfolder with
        // the label's name.
        var inRoot = Path.Combine(PackageName, version.Replace('-', Path.DirectorySeparatorChar), name);
        foreach (var root in Roots(moduleFolder))
        {
            var file = Path.Combine(root, inRoot);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the folder two levels above the module's folder, which contains all modules if the module's folder is
    /// that of a version, and then the folders of PSModulePath. Entries that begin neither with a separator nor with a
    /// drive are omitted, because they depend on the current directory.
    /// </summary>
    internal static IEnumerable<string> Roots(string moduleFolder) =>
        new[] { Path.GetFullPath(Path.Combine(moduleFolder, "..", "..")) }.Concat(
            (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty).Split(Path.PathSeparator)
                .Where(root => root.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(root)));
}
