using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// Decides whether the module hides its sign-in commands, so that scripts that use Microsoft.Graph.Authentication keep
/// working. The commands are hidden if that module is loaded. They are also hidden if the engine loads this module
/// automatically while the other module is installed; the other module is then imported too. A later import of this
/// module by name exports all commands.
/// </summary>
internal static class StepsAside
{
    /// <param name="command">The command that the module's script calls.</param>
    /// <param name="line">
    /// The script line that imports the module, or an empty string when the engine loads it automatically.
    /// </param>
    internal static bool Needed(PSCmdlet command, string line)
    {
        if (line.Length > 0)
        {
            return !RunspaceMark.ImportedTheirs.IsSet && AuthenticationModule.IsInSight(command, "*-Mg*");
        }

        RunspaceMark.LoadedByItself.Set();
        return AuthenticationModule.IsInSight(command, "Connect-MgGraph") || (IsInstalled() && AuthenticationModule.Import(command));
    }

    /// <summary>
    /// Searches the module path for the folder, because Get-Module -ListAvailable would read every module's manifest.
    /// </summary>
    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => Directory.Exists(folder + Path.DirectorySeparatorChar + AuthenticationModule.Name));
}
