using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application with a client secret.</summary>
internal sealed class ClientSecretCredential : ApplicationCredential, IDisposable
{
    private readonly SecureString clientSecret;

    /// <exception cref="ArgumentException">The secret is empty.</exception>
    internal ClientSecretCredential(Application application, SecureString clientSecret)
        : base(application, "ClientSecret")
    {
        if (clientSecret.Length == 0)
        {
            throw new ArgumentException("The password of -ClientSecretCredential is empty. Nothing was sent. Specify the client secret as the password.");
        }

        this.clientSecret = SecretText.Copy(clientSecret);
    }

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "clientSecret");
        base.Write(writer, isFirst);
        writer.Property("clientSecret", SecretText.Of(clientSecret));
    }

    internal override void Describe(AuthContext context)
    {
        base.Describe(context);
        context.ClientSecret = clientSecret.Copy();
    }

    public void Dispose() => clientSecret.Dispose();
}
