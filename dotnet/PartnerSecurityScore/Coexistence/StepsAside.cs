using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// Whether the module keeps its sign-in commands to itself. Installing it must change nothing for scripts that use
/// Microsoft.Graph.Authentication. So it does where that one is loaded, and where the engine loads this module by itself,
/// for one of its commands, and that one is installed: then it is loaded too. Whoever imports this module by name after
/// that, gets all of it.
/// </summary>
internal static class StepsAside
{
    /// <param name="command">What the module's script calls.</param>
    /// <param name="line">The line of a script that imports the module; empty if the engine loads it by itself.</param>
    internal static bool Needed(PSCmdlet command, string line)
    {
        if (line.Length > 0)
        {
            return !RunspaceMark.ImportedTheirs.IsSet && AuthenticationModule.IsInSight(command, "*-Mg*");
        }

        RunspaceMark.LoadedByItself.Set();
        return AuthenticationModule.IsInSight(command, "Connect-MgGraph") || (IsInstalled() && AuthenticationModule.Import(command));
    }

    /// <summary>Get-Module -ListAvailable would read the manifests of all modules.</summary>
    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => Directory.Exists(folder + Path.DirectorySeparatorChar + AuthenticationModule.Name));
}
