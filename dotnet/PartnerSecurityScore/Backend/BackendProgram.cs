using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Backend;

/// <summary>Locates the backend's executable for this platform and version, and explains how to install it.</summary>
internal static class BackendProgram
{
    /// <summary>The first version of PowerShell that includes Install-PSResource.</summary>
    private static readonly Version FirstWithResources = new(7, 4);

    private static string FileName =>
        Path.Combine("bin", "partner-security-score-backend" + (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ".exe" : string.Empty));

    /// <summary>Returns the path of the executable, or null when it is not installed.</summary>
    /// <param name="moduleFolder">The folder of this version of the module.</param>
    internal static string? Find(string moduleFolder) => NativeFiles.Find(moduleFolder, ModuleVersion.Text, FileName);

    /// <summary>Returns the path of the executable.</summary>
    /// <exception cref="BackendException">
    /// The executable is not installed; the message explains how to install it, if a package for this platform exists.
    /// </exception>
    internal static string Require(string moduleFolder) =>
        Find(moduleFolder) ?? throw new BackendException(BackendProcess.NotStartedCode, Missing(moduleFolder, " Nothing was sent."));

    /// <summary>
    /// Returns a message about the missing package. The message lists the installed packages for other platforms. If a
    /// package for this platform exists, the message contains the command that installs it. If another version of the
    /// module has its executable, the message names that version.
    /// </summary>
    /// <param name="outcome">A sentence to insert before the remedy, with a leading space; empty for none.</param>
    internal static string Missing(string moduleFolder, string outcome = "")
    {
        var message = "The backend of PartnerSecurityScore " + ModuleVersion.Text + " for " + NativeFiles.Platform + " is not installed.";
        var others = OtherPackages(moduleFolder);
        if (others.Length > 0)
        {
            message += (others.Length == 1 ? " A package for another system is installed: " : " Packages for other systems are installed: ") + string.Join(", ", others) + ".";
        }

        message += outcome;
        if (!IsPacked)
        {
            return message + " No package supports this system.";
        }

        message += " To install the backend, run '" + CommandFor(moduleFolder) + "'.";
        return OtherVersion(moduleFolder) is Version other
            ? message + " Version " + other + " is installed with its backend. To use it, start a new PowerShell session and run 'Import-Module -Name " + NativeFiles.ModuleName + " -RequiredVersion " + other + "'."
            : message;
    }

    private static bool IsPacked =>
        NativeFiles.Platform.EndsWith("-x64", StringComparison.Ordinal) || NativeFiles.Platform.EndsWith("-arm64", StringComparison.Ordinal);

    /// <summary>
    /// Returns the command that installs the package. The package's folder for this version can exist without the
    /// executable, if the package is damaged or belongs to another prerelease of the version. Install-PSResource and
    /// Install-Module do not replace an existing folder by default. -SkipDependencyCheck prevents the reinstallation of
    /// the module itself, which is in use.
    /// </summary>
    private static string CommandFor(string moduleFolder)
    {
        var isPrerelease = ModuleVersion.Text.Contains("-");
        var replaces = isPrerelease || NativeFiles.Roots(moduleFolder)
            .Any(root => Directory.Exists(Path.Combine(root, NativeFiles.PackageName, ModuleVersion.Text)));
        return typeof(PSObject).Assembly.GetName().Version >= FirstWithResources
            ? "Install-PSResource -Name " + NativeFiles.PackageName + " -Version " + ModuleVersion.Text + (replaces ? " -Reinstall -SkipDependencyCheck" : string.Empty)
            : "Install-Module -Name " + NativeFiles.PackageName + " -RequiredVersion " + ModuleVersion.Text
                + (isPrerelease ? " -AllowPrerelease" : string.Empty) + (replaces ? " -Force" : string.Empty);
    }

    /// <summary>Returns the names of the installed packages for other platforms, in any version.</summary>
    private static string[] OtherPackages(string moduleFolder) => NativeFiles.Roots(moduleFolder)
        .SelectMany(root => Folders(root, NativeFiles.ModuleName + ".*-*"))
        .Select(Path.GetFileName)
        .Where(name => name != NativeFiles.PackageName)
        .Distinct()
        .ToArray();

    /// <summary>
    /// Returns the newest other version of the module that has its executable, or null. The folder of a prerelease has
    /// the name of its release, so if this version is a prerelease, the method skips its release, too.
    /// </summary>
    private static Version? OtherVersion(string moduleFolder) => NativeFiles.Roots(moduleFolder)
        .SelectMany(root => Folders(Path.Combine(root, NativeFiles.ModuleName), "*"))
        .Where(folder => Path.GetFileName(folder) != ModuleVersion.Text.Split('-')[0] && File.Exists(Path.Combine(folder, NativeFiles.ModuleName + ".psd1"))
            && NativeFiles.Find(folder, Path.GetFileName(folder), FileName) is not null)
        .Select(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : null)
        .Max();

    private static string[] Folders(string parent, string pattern)
    {
        try
        {
            return Directory.GetDirectories(parent, pattern);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
