using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Loader;

/// <summary>
/// The entry point that the engine calls during import. It loads the types assembly and registers its types before the
/// engine reads the cmdlets from the assembly and parses the module's script, which refers to the types.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private const string TypesName = "PartnerSecurityScore.Types";
    private const string TypesFile = TypesName + ".dll";

    private static Type? moduleRuntime;

    private static string Version =>
        typeof(ModuleInitializer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public void OnImport() => Method<Action<string>>("RegisterTypes")(Version);

    /// <summary>
    /// Returns a static method of ModuleRuntime as a delegate. This assembly has no reference to the types assembly.
    /// </summary>
    internal static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        moduleRuntime ??= (Loaded() ?? Load(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!))
            .GetType("PartnerSecurityScore.Startup.ModuleRuntime", throwOnError: true)!;
        return (TDelegate)moduleRuntime.GetMethod(name)!.CreateDelegate(typeof(TDelegate));
    }

    /// <summary>
    /// Returns the types assembly if any version of it is already loaded; otherwise null. RegisterTypes reports a version
    /// mismatch.
    /// </summary>
    private static Assembly? Loaded() => Array.Find(
        AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.FullName.StartsWith(TypesName + ",", StringComparison.Ordinal));

    /// <summary>
    /// Loads the types assembly. The ahead-of-time compiled file for this operating system and processor starts faster.
    /// If that file is missing, and always in .NET Framework, the JIT-compiled file is loaded. The manifest refers to the
    /// JIT-compiled file for the cmdlets. When the engine loads that file, .NET returns the assembly that is already
    /// loaded, because both files have the same module version ID.
    /// </summary>
    private static Assembly Load(string folder)
    {
        var compiledAhead = Environment.Version.Major > 4
            ? NativeFiles.Find(folder, Version, Path.Combine(NativeFiles.AheadFolder, TypesFile))
            : null;
        return Assembly.LoadFrom(compiledAhead ?? Path.Combine(folder, TypesFile));
    }
}
