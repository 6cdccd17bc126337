using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// Whether any runspace of this process has loaded Microsoft.Graph.Authentication, and which commands are its own, under
/// whatever name or module they are imported. Every record asks, so the answer is there before.
/// </summary>
internal static class AuthenticationAssembly
{
    /// <summary>A cache for each runspace. Each record needs the answer, and it takes long to search all types and read their parameters.</summary>
    private static readonly ConditionalWeakTable<Runspace, Dictionary<string, CmdletInfo>> Commands = new();

    private static volatile Assembly? loaded = Watch();

    internal static bool IsLoaded => loaded is not null;

    /// <summary>The manifest of the very version that is loaded, as a process can't have two; null if there is none beside it.</summary>
    internal static string? Manifest =>
        loaded is { Location: { Length: > 0 } location } && Path.ChangeExtension(location, ".psd1") is var manifest && File.Exists(manifest)
            ? manifest
            : null;

    /// <summary>Whether a command is one of that module.</summary>
    internal static bool Has(CommandInfo? command) => command is CmdletInfo { ImplementingType: { } type } && IsTheirs(type.Assembly);

    /// <returns>A command that can be called even where the module is not imported; null if the module has none of this name.</returns>
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

    /// <summary>Those that can be loaded: some may need an assembly that is not there.</summary>
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
