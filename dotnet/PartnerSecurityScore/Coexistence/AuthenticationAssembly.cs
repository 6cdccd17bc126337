using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// Detects whether any runspace of this process has loaded Microsoft.Graph.Authentication, and identifies its commands
/// regardless of the name or module they are imported under. An event handler tracks the assembly, because the state is
/// needed for every record.
/// </summary>
internal static class AuthenticationAssembly
{
    /// <summary>
    /// The commands of Microsoft.Graph.Authentication that each runspace has used, by name. They are cached because
    /// they are needed for every record, and searching all types and reading their parameters is slow.
    /// </summary>
    private static readonly ConditionalWeakTable<Runspace, Dictionary<string, CmdletInfo>> Commands = new();

    private static volatile Assembly? loaded = Watch();

    internal static bool IsLoaded => loaded is not null;

    /// <summary>
    /// The manifest next to the loaded assembly, or null when there is none. An import must use this manifest, because
    /// a process cannot load a second version of the assembly.
    /// </summary>
    internal static string? Manifest =>
        loaded is { Location: { Length: > 0 } location } && Path.ChangeExtension(location, ".psd1") is var manifest && File.Exists(manifest)
            ? manifest
            : null;

    /// <summary>Determines whether the command belongs to Microsoft.Graph.Authentication.</summary>
    internal static bool Has(CommandInfo? command) => command is CmdletInfo { ImplementingType: { } type } && IsTheirs(type.Assembly);

    /// <returns>
    /// A command that can be invoked even if the module is not imported, or null when the module has no such command.
    /// </returns>
    internal static CmdletInfo? Command(string name)
    {
        var known = Commands.GetOrCreateValue(Runspace.DefaultRunspace);
        if (!known.TryGetValue(name, out var command) && Array.Find(TypesOf(loaded), type => type is not null && NameOf(type) == name) is { } implementing)
        {
            command = new CmdletInfo(name, implementing);
            known.Add(name, command);
        }

        return command;
    }

    private static string? NameOf(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? cmdlet.VerbName + "-" + cmdlet.NounName : null;

    /// <summary>Returns the types that can be loaded. Types that depend on a missing assembly are null.</summary>
    private static Type?[] TypesOf(Assembly? assembly)
    {
        try
        {
            return assembly?.GetTypes() ?? [];
        }
        catch (ReflectionTypeLoadException failure)
        {
            return failure.Types;
        }
    }

    private static Assembly? Watch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => loaded = IsTheirs(load.LoadedAssembly) ? load.LoadedAssembly : loaded;
        return Array.Find(AppDomain.CurrentDomain.GetAssemblies(), IsTheirs);
    }

    private static bool IsTheirs(Assembly assembly) =>
        assembly.FullName.StartsWith(AuthenticationModule.Name + ",", StringComparison.OrdinalIgnoreCase);
}
