using System;
using System.Management.Automation;
using System.Net;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Proxies;

/// <summary>A proxy and the credentials for it.</summary>
internal sealed class ProxySettings
{
    private readonly Uri address;
    private readonly NetworkCredential? credential;
    private readonly bool useDefaultCredentials;

    private ProxySettings(Uri address, NetworkCredential? credential, bool useDefaultCredentials)
    {
        this.address = address;
        this.credential = credential;
        this.useDefaultCredentials = useDefaultCredentials;
    }

    /// <summary>Creates the settings for the proxy that the user specified.</summary>
    /// <returns>The settings; <c>null</c> if no proxy is specified.</returns>
    /// <exception cref="ArgumentException">
    /// The proxy parameters do not specify a usable proxy. The command must then not send anything.
    /// </exception>
    internal static ProxySettings? From(Uri? address, PSCredential? credential, bool useDefaultCredentials)
    {
        if (useDefaultCredentials)
        {
            RequireDefaultCredentials(NegotiatedUser.NegotiateAuthentication, address, credential);
        }

        if (address is null)
        {
            return credential is null ? null : throw new ArgumentException("-ProxyCredential requires -Proxy. Nothing was sent. Specify the address of the proxy with -Proxy.");
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException(Refusal(address.OriginalString));
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArgumentException("-Proxy must not contain a user name or password. Nothing was sent. Specify them with -ProxyCredential.");
        }

        var plain = credential is null ? null : new NetworkCredential(credential.UserName, credential.GetNetworkCredential().Password);
        return new ProxySettings(address, plain, useDefaultCredentials);
    }

    /// <summary>Returns the proxy that .NET's settings specify for a destination, with its credentials.</summary>
    /// <returns>The proxy; <c>null</c> if the destination is reached directly.</returns>
    internal static ProxySettings? Of(IWebProxy settings, Uri destination)
    {
        // If a proxy auto-configuration script returns DIRECT, GetProxy returns the destination itself or null.
        if (settings.IsBypassed(destination) || settings.GetProxy(destination) is not Uri address || address == destination)
        {
            return null;
        }

        var plain = settings.Credentials?.GetCredential(address, "Basic");
        var isUser = IsDefault(plain) || (plain is null && IsDefault(settings.Credentials?.GetCredential(address, "Negotiate")));
        return new ProxySettings(address, isUser || plain is not { UserName.Length: > 0 } ? null : plain, isUser);

        static bool IsDefault(NetworkCredential? credential) => ReferenceEquals(credential, CredentialCache.DefaultNetworkCredentials);
    }

    /// <summary>
    /// Returns the error message for an invalid proxy value, without any user name or password in the value.
    /// </summary>
    internal static string Refusal(string text) => text.Contains("@")
        ? "-Proxy is not an http or https URL such as http://proxy.example:8080. Nothing was sent. Specify only the address with -Proxy, and the user name and"
            + " password with -ProxyCredential."
        : "-Proxy '" + text + "' is not an http or https URL such as http://proxy.example:8080. Nothing was sent.";

    internal void Write(JsonWriter writer)
    {
        writer.Name("proxy");
        writer.BeginObject();
        writer.Property("address", address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        if (credential is not null)
        {
            writer.Property("userName", credential.Domain.Length == 0 ? credential.UserName : credential.Domain + "\\" + credential.UserName);
            writer.Property("password", credential.Password);
        }

        if (useDefaultCredentials)
        {
            writer.Property("useDefaultCredentials", true);
        }

        writer.EndObject();
    }

    /// <param name="negotiate">The NegotiateAuthentication class; <c>null</c> if .NET does not have it.</param>
    private static void RequireDefaultCredentials(Type? negotiate, Uri? address, PSCredential? credential)
    {
        if (credential is not null)
        {
            throw new ArgumentException("-ProxyCredential and -ProxyUseDefaultCredentials cannot be used together. Nothing was sent. Use only one of them.");
        }

        if (address is null)
        {
            throw new ArgumentException("-ProxyUseDefaultCredentials requires -Proxy. Nothing was sent. Specify the address of the proxy with -Proxy.");
        }

        if (negotiate is null)
        {
            throw new ArgumentException(
                "-ProxyUseDefaultCredentials cannot be used: " + NegotiatedUser.MissingReason
                    + ". Nothing was sent. Specify the proxy's user name and password with -ProxyCredential.");
        }
    }
}
