using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// Decides whether an import hides the sign-in commands, so that scripts that use Microsoft.Graph.Authentication keep
/// working. The commands are hidden if commands of that module are visible in the runspace. If the engine loads this
/// module automatically and the other module is only installed, this class imports the other module, and the commands
/// are hidden if that succeeds. Later imports of this module by name then export all commands.
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
    /// Searches the folders of PSModulePath for the folder of Microsoft.Graph.Authentication, because Get-Module
    /// -ListAvailable would read every module's manifest.
    /// </summary>
    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => Directory.Exists(folder + Path.DirectorySeparatorChar + AuthenticationModule.Name));
}
