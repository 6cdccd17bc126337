using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Start;

/// <summary>
/// What the engine calls when the module is imported and removed. It loads the types assembly before the module's script
/// is parsed, so that the engine knows the types that the script names.
/// </summary>
public sealed class ModuleEvents : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string TypesFile = "PartnerSecurityScore.Types.dll";

    private static Assembly? types;

    public void OnImport()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleEvents).Assembly.Location)!;
        types ??= Load(folder);
        ((Action<string>)Event("Begin", typeof(Action<string>)))(folder);
    }

    public void OnRemove(PSModuleInfo psModuleInfo) => ((Action)Event("End", typeof(Action)))();

    /// <summary>
    /// One file is compiled ahead for the system and processor that the package is for, and is quicker to start. On any
    /// other, and on .NET Framework, it is the one that .NET compiles itself.
    /// </summary>
    private static Assembly Load(string folder)
    {
        var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var compiledAhead = Path.Combine(folder, "ahead", system + "-" + processor, TypesFile);
        return Assembly.LoadFrom(Environment.Version.Major > 4 && File.Exists(compiledAhead) ? compiledAhead : Path.Combine(folder, TypesFile));
    }

    private static Delegate Event(string name, Type type) =>
        types!.GetType("PartnerSecurityScore.ModuleStart", throwOnError: true)!.GetMethod(name)!.CreateDelegate(type);
}
