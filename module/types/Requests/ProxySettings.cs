using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>The proxy that the user asked for.</summary>
internal sealed class ProxySettings
{
    private readonly Uri address;
    private readonly PSCredential? credential;
    private readonly bool useDefaultCredentials;

    private ProxySettings(Uri address, PSCredential? credential, bool useDefaultCredentials)
    {
        this.address = address;
        this.credential = credential;
        this.useDefaultCredentials = useDefaultCredentials;
    }

    /// <returns>Null where no proxy is given.</returns>
    /// <exception cref="ArgumentException">What is given can't be used, and nothing may go out without it.</exception>
    internal static ProxySettings? From(Uri? address, PSCredential? credential, bool useDefaultCredentials)
    {
        if (useDefaultCredentials)
        {
            RequireDefaultCredentials(NegotiatedUser.NegotiateAuthentication, address, credential);
        }

        if (address is null)
        {
            return credential is null ? null : throw new ArgumentException("-ProxyCredential needs -Proxy, the address of the proxy.");
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException(Refusal(address.OriginalString));
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArgumentException("-Proxy must not hold a user or password. Give them with -ProxyCredential.");
        }

        return new ProxySettings(address, credential, useDefaultCredentials);
    }

    /// <summary>Why something is no proxy, without a user and password that it may hold.</summary>
    internal static string Refusal(string text) => text.Contains("@")
        ? "-Proxy is not a URL such as http://proxy.example:8080. Give user and password with -ProxyCredential."
        : "-Proxy '" + text + "' is not a URL such as http://proxy.example:8080.";

    internal void Write(JsonWriter writer)
    {
        writer.Name("proxy");
        writer.BeginObject();
        writer.Property("address", address.AbsoluteUri);
        if (credential is not null)
        {
            var plain = credential.GetNetworkCredential();
            writer.Property("userName", credential.UserName);
            writer.Property("password", plain.Password);
        }

        if (useDefaultCredentials)
        {
            writer.Name("useDefaultCredentials");
            writer.Raw("true");
        }

        writer.EndObject();
    }

    /// <param name="negotiate">What proves the current user, or null where .NET has nothing for it.</param>
    private static void RequireDefaultCredentials(Type? negotiate, Uri? address, PSCredential? credential)
    {
        if (credential is not null)
        {
            throw new ArgumentException("-ProxyCredential and -ProxyUseDefaultCredentials can't be used together. Nothing was sent. Give one of them.");
        }

        if (address is null)
        {
            throw new ArgumentException("-ProxyUseDefaultCredentials needs -Proxy, the address of the proxy. Nothing was sent.");
        }

        if (negotiate is null)
        {
            throw new ArgumentException(
                "-ProxyUseDefaultCredentials can't be used here: " + NegotiatedUser.MissingReason
                    + ". Nothing was sent. Give the proxy's user and password with -ProxyCredential.");
        }
    }
}
