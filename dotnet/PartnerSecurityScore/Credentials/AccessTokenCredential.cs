using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An access token that the user provides.</summary>
internal sealed class AccessTokenCredential : SessionCredential, IDisposable
{
    private readonly SecureString accessToken;

    internal AccessTokenCredential(SecureString accessToken) => this.accessToken = SecretText.Copy(accessToken);

    internal override string AuthType => "UserProvidedAccessToken";

    internal override string TokenCredentialType => "UserProvidedAccessToken";

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "accessToken");
        writer.Property("accessToken", SecretText.Of(accessToken));
    }

    public void Dispose() => accessToken.Dispose();
}
