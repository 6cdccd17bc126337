using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// What the engine calls when the module is imported. It loads the types assembly before the engine asks that for
/// its cmdlets, and before the module's script is parsed, so that the engine knows the types that the script names.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private const string TypesName = "PartnerSecurityScore.Types";
    private const string TypesFile = TypesName + ".dll";

    private static Type? moduleRuntime;

    private static string Version =>
        typeof(ModuleInitializer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public void OnImport() => Method<Action<string>>("RegisterTypes")(Version);

    /// <summary>A method of the class ModuleRuntime in the types assembly, which this one does not refer to.</summary>
    internal static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        moduleRuntime ??= (Loaded() ?? Load(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!))
            .GetType("PartnerSecurityScore.Startup.ModuleRuntime", throwOnError: true)!;
        return (TDelegate)moduleRuntime.GetMethod(name)!.CreateDelegate(typeof(TDelegate));
    }

    /// <summary>What this PowerShell has, of whatever version: it says itself that another can't be loaded as well.</summary>
    private static Assembly? Loaded() => Array.Find(
        AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.FullName.StartsWith(TypesName + ",", StringComparison.Ordinal));

    /// <summary>
    /// One file is compiled ahead for the system and processor that the package is for, and is quicker to start. On any
    /// other, and on .NET Framework, it is the one that .NET compiles itself. The manifest names the latter for its cmdlets;
    /// .NET then gives the one that is loaded, as both were compiled from the same module of code.
    /// </summary>
    private static Assembly Load(string folder)
    {
        var compiledAhead = Environment.Version.Major > 4
            ? NativeFiles.Find(folder, Version, Path.Combine(NativeFiles.AheadFolder, TypesFile))
            : null;
        return Assembly.LoadFrom(compiledAhead ?? Path.Combine(folder, TypesFile));
    }
}
