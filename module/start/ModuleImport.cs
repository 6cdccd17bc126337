using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Start;

/// <summary>
/// What the engine calls when the module is imported. It loads the types assembly before the module's script
/// is parsed, so that the engine knows the types that the script names.
/// </summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    private const string TypesFile = "PartnerSecurityScore.Types.dll";

    private static readonly Type ModuleStart =
        Load(Path.GetDirectoryName(typeof(ModuleImport).Assembly.Location)!).GetType("PartnerSecurityScore.ModuleStart", throwOnError: true)!;

    public void OnImport() => Method<Action>("RegisterTypes")();

    /// <summary>A method of the class ModuleStart in the types assembly, which this one does not refer to.</summary>
    internal static TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate => (TDelegate)ModuleStart.GetMethod(name)!.CreateDelegate(typeof(TDelegate));

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
}
