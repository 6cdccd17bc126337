using System;
using System.IO;
using System.Reflection;

namespace PartnerSecurityScore;

/// <summary>
/// Whether any runspace of this process has loaded Microsoft.Graph.Authentication. Every record asks, so the answer is there
/// before.
/// </summary>
internal static class AuthenticationAssembly
{
    private static volatile Assembly? loaded = Watch();

    internal static bool IsLoaded => loaded is not null;

    /// <summary>The manifest of the very version that is loaded, as a process can't have two; null where there is none beside it.</summary>
    internal static string? Manifest =>
        loaded is { Location: { Length: > 0 } location } && Path.ChangeExtension(location, ".psd1") is var manifest && File.Exists(manifest)
            ? manifest
            : null;

    private static Assembly? Watch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => loaded = IsTheirs(load.LoadedAssembly) ? load.LoadedAssembly : loaded;
        return Array.Find(AppDomain.CurrentDomain.GetAssemblies(), IsTheirs);
    }

    private static bool IsTheirs(Assembly assembly) =>
        assembly.FullName.StartsWith(AuthenticationModule.Name + ",", StringComparison.OrdinalIgnoreCase);
}
