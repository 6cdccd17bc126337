using System.Reflection;

namespace PartnerSecurityScore;

/// <summary>The module's version, as the build stamped it from package.json.</summary>
internal static class ModuleVersion
{
    internal static string Text { get; } = typeof(ModuleVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
