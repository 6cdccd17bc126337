using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Where the files are that are made for one system: in the module's folder, as the archives have them, or in the system's
/// package of this exact version. Both assemblies are built with this, as it is needed before the types can be loaded.
/// </summary>
internal static class NativeFiles
{
    internal const string ModuleName = "PartnerSecurityScore";

    /// <summary>Where the compiled assembly is in either place, with its processor: .NET loads none of another.</summary>
    internal static string AheadFolder => Path.Combine("ahead", SystemName + "-" + Processor);

    /// <summary>The platform's name in the names of packages, such as linux-musl-x64.</summary>
    internal static string Platform => SystemName + (IsMusl ? "-musl" : string.Empty) + "-" + Processor;

    internal static string PackageName => ModuleName + "." + Platform;

    private static string SystemName =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";

    /// <summary>PowerShell of 32 bits, as Windows has one too, starts programs of 64.</summary>
    private static string Processor =>
        (RuntimeInformation.ProcessArchitecture is Architecture.X86 ? RuntimeInformation.OSArchitecture : RuntimeInformation.ProcessArchitecture)
            .ToString().ToLowerInvariant();

    /// <summary>The C library, as .NET's host says what it was built for. Alpine's own .NET has Alpine's name.</summary>
    private static bool IsMusl =>
        AppDomain.CurrentDomain.GetData("RUNTIME_IDENTIFIER") is string host
            && (host.Contains("musl") || host.StartsWith("alpine", StringComparison.Ordinal));

    /// <summary>A file made for this system, or null if it is in none of the places.</summary>
    /// <param name="moduleFolder">Of the module of that version.</param>
    /// <param name="version">As the module has it, such as 1.0.0 or 1.0.0-beta1.</param>
    /// <param name="name">The file's place below the folder of its module.</param>
    internal static string? Find(string moduleFolder, string version, string name)
    {
        var own = Path.Combine(moduleFolder, name);
        if (File.Exists(own))
        {
            return own;
        }

        // PowerShell's folders are named without the label of a prerelease, so there the files lie in a folder of that name.
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

    /// <summary>The folder of modules that this one is in, then those of PSModulePath. Relative ones mean whatever folder is the current one.</summary>
    internal static IEnumerable<string> Roots(string moduleFolder) =>
        new[] { Path.GetFullPath(Path.Combine(moduleFolder, "..", "..")) }.Concat(
            (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty).Split(Path.PathSeparator)
                .Where(root => root.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(root)));
}
