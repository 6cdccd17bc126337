using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Runtime.InteropServices;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Proxies;

/// <summary>
/// The proxies that .NET has: one that a script has set instead of .NET's own, or that of the system's settings. .NET
/// looks at the system and the environment once in a process, so it is not asked before that is needed.
/// </summary>
internal static class DotNetProxy
{
    private const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static;

    // Behind HttpClient.DefaultProxy and WebRequest.DefaultWebProxy, which would make .NET look. Null while nobody can have
    // set them: their assemblies are loaded by those who use them, as that takes milliseconds.
    private static volatile FieldInfo? ofHttpClient;
    private static volatile FieldInfo? ofWebRequest;

    /// <summary>
    /// The system's settings, with the credentials that a script has given them; null for systems that have none. .NET takes
    /// those of macOS and Windows. Tests put others in.
    /// </summary>
    private static Func<IWebProxy?>? system =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? null : () => WebRequest.DefaultWebProxy;

    static DotNetProxy()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Meet(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Meet(assembly);
        }
    }

    /// <summary>What the backend has to ask for: replaced, system, or null for nothing.</summary>
    internal static string? Kind => Replaced() is not null ? "replaced" : system is not null ? "system" : null;

    /// <summary>Which proxy there is for a URL. A network's script may take its time to say so.</summary>
    /// <param name="url">An origin.</param>
    /// <returns>Writes the members of the answer.</returns>
    internal static Action<JsonWriter> Find(string url)
    {
        var (source, settings) = Replaced() ?? ("The system", system?.Invoke());
        var found = settings is null || IsOfVariables(settings) ? null : ProxySettings.Of(settings, new Uri(url));
        return writer =>
        {
            writer.Property("source", source);
            found?.Write(writer);
        };
    }

    private static (string Name, IWebProxy? Settings)? Replaced()
    {
        if (ofHttpClient?.GetValue(null) is IWebProxy ofClient && !IsDotNets(ofClient))
        {
            return ("[System.Net.Http.HttpClient]::DefaultProxy", ofClient);
        }

        return ofWebRequest?.GetValue(null) is IWebProxy ofRequest && !IsDotNets(ofRequest)
            ? ("[System.Net.WebRequest]::DefaultWebProxy", ofRequest)
            : null;
    }

    private static void Meet(Assembly assembly)
    {
        switch (assembly.GetName().Name)
        {
            case "System.Net.Http":
                ofHttpClient = assembly.GetType("System.Net.Http.HttpClient")?.GetField("s_defaultProxy", Own);
                break;
            case "System.Net.Requests" or "System":
                ofWebRequest ??= assembly.GetType("System.Net.WebRequest")?.GetField("s_DefaultWebProxy", Own);
                break;
        }
    }

    /// <summary>Nobody else can make these.</summary>
    private static bool IsDotNets(IWebProxy settings)
    {
        var type = settings.GetType();
        return !type.IsVisible && (type.Assembly == typeof(HttpClient).Assembly || type.Assembly == typeof(WebRequest).Assembly);
    }

    /// <summary>If .NET found variables when it first looked, it knows neither the settings of the system nor the current variables.</summary>
    private static bool IsOfVariables(IWebProxy settings) => settings.GetType().Name == "HttpEnvironmentProxy";
}
