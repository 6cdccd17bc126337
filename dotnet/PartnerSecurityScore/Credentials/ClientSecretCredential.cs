using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application with a client secret.</summary>
internal sealed class ClientSecretCredential : SessionCredential, IDisposable
{
    private readonly Application application;
    private readonly SecureString clientSecret;

    /// <exception cref="ArgumentException">The secret is empty.</exception>
    internal ClientSecretCredential(Application application, SecureString clientSecret)
    {
        if (clientSecret.Length == 0)
        {
            throw new ArgumentException("The client secret is empty. Get its value, then call Connect-MgGraph again.");
        }

        this.application = application;
        this.clientSecret = SecretText.Copy(clientSecret);
    }

    internal override string AuthType => application.AuthType;

    internal override string TenantId => application.TenantId;

    internal override string TokenCredentialType => application.TokenCredentialType("ClientSecret");

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "clientSecret");
        application.Write(writer);
        writer.Property("clientSecret", SecretText.Of(clientSecret));
    }

    internal override void Describe(AuthContext context)
    {
        context.ClientId ??= application.ClientId;
        context.TenantId ??= application.TenantId;
        context.ClientSecret = clientSecret.Copy();
    }

    public void Dispose() => clientSecret.Dispose();
}
