using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Runtime.InteropServices;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Proxies;

/// <summary>
/// Finds the proxy that .NET uses: one that a script assigned in place of .NET's default, or the one in the system's settings.
/// .NET reads the system's settings and the environment only once per process, so this class reads them as late as possible.
/// </summary>
internal static class DotNetProxy
{
    private const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static;

    // The fields behind HttpClient.DefaultProxy and WebRequest.DefaultWebProxy. Reading the properties would make .NET read the
    // settings. A field is null until its assembly is loaded; no script can have set the property before that. Loading the
    // assemblies here would take milliseconds.
    private static volatile FieldInfo? ofHttpClient;
    private static volatile FieldInfo? ofWebRequest;

    /// <summary>
    /// Returns the system's proxy settings, with any credentials that a script assigned to them. .NET reads these settings on
    /// macOS and Windows; on Linux, the function is null. Tests replace it.
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

    /// <summary>
    /// <c>replaced</c> if a script assigned a proxy; otherwise <c>system</c> on macOS and Windows, and <c>null</c> on Linux, where
    /// .NET has no system settings for the backend to query.
    /// </summary>
    internal static string? Kind => Replaced() is not null ? "replaced" : system is not null ? "system" : null;

    /// <summary>
    /// Finds the proxy for a URL. This can be slow if the network uses a proxy auto-configuration script.
    /// </summary>
    /// <param name="url">The origin of the request's URL.</param>
    /// <returns>
    /// An action that writes the source of the settings, and the proxy if the settings specify one for the URL. Settings that .NET
    /// took from environment variables are ignored.
    /// </returns>
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

    /// <summary>
    /// Determines whether the settings are an instance of one of .NET's internal types, which scripts cannot create.
    /// </summary>
    private static bool IsDotNets(IWebProxy settings)
    {
        var type = settings.GetType();
        return !type.IsVisible && (type.Assembly == typeof(HttpClient).Assembly || type.Assembly == typeof(WebRequest).Assembly);
    }

    /// <summary>
    /// Determines whether .NET took the settings from environment variables. In that case, it knows neither the system's settings
    /// nor the current values of the variables.
    /// </summary>
    private static bool IsOfVariables(IWebProxy settings) => settings.GetType().Name == "HttpEnvironmentProxy";
}
