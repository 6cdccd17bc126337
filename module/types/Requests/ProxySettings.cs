using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>The proxy that the user asked for.</summary>
internal sealed class ProxySettings
{
    private readonly Uri address;
    private readonly PSCredential? credential;

    private ProxySettings(Uri address, PSCredential? credential)
    {
        this.address = address;
        this.credential = credential;
    }

    /// <returns>Null where no proxy is given.</returns>
    /// <exception cref="ArgumentException">What is given can't be used, and nothing may go out without it.</exception>
    internal static ProxySettings? From(Uri? address, PSCredential? credential, bool useDefaultCredentials)
    {
        if (useDefaultCredentials)
        {
            throw new ArgumentException(
                "-ProxyUseDefaultCredentials is not supported on this system. Give the proxy's user and password with -ProxyCredential.");
        }

        if (address is null)
        {
            return credential is null ? null : throw new ArgumentException("-ProxyCredential needs -Proxy, the address of the proxy.");
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("-Proxy '" + address.OriginalString + "' is not a URL such as http://proxy.example:8080.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArgumentException("-Proxy must not hold a user or password. Give them with -ProxyCredential.");
        }

        return new ProxySettings(address, credential);
    }

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

        writer.EndObject();
    }
}
