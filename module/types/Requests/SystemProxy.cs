using System;
using System.Management.Automation;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>
/// The proxy that Windows is set up with, by hand or by a script of the network. Whether variables of the environment
/// come before it is the backend's to decide.
/// </summary>
internal static class SystemProxy
{
    /// <summary>Where the system is asked; null for systems whose settings don't count. Tests put another one in.</summary>
    private static Func<IWebProxy?> system =
        () => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? WebRequest.GetSystemWebProxy() : null;

    /// <param name="command">Stopping it ends the wait: a network's script may take seconds.</param>
    /// <param name="url">Where the request goes.</param>
    /// <returns>The proxy's URL; null for none.</returns>
    internal static string? For(PSCmdlet command, string url) =>
        system() is IWebProxy settings && Uri.TryCreate(url, UriKind.Absolute, out var destination)
            ? BackendHost.Wait(Task.Run(() => AddressFor(settings, destination)), command, null)
            : null;

    /// <summary>Writes the member systemProxy where there is such a proxy.</summary>
    internal static void Write(JsonWriter writer, string? address)
    {
        if (address is not null)
        {
            writer.Property("systemProxy", address);
        }
    }

    /// <returns>Its URL without user and password; null where the settings let the destination be reached directly.</returns>
    internal static string? AddressFor(IWebProxy settings, Uri destination)
    {
        if (destination.Scheme != Uri.UriSchemeHttps || settings.IsBypassed(destination))
        {
            return null;
        }

        // A script's answer "direct" is the destination itself, or nothing.
        var address = settings.GetProxy(destination);
        return address is null || address == destination
            ? null
            : address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
    }
}
