using System.Reflection;

namespace PartnerSecurityScore;

/// <summary>The module's version, which the build copies from package.json into the assembly.</summary>
internal static class ModuleVersion
{
    internal static string Text { get; } = typeof(ModuleVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
