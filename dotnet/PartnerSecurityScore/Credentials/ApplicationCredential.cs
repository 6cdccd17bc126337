using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>What an application signs in with by itself.</summary>
/// <param name="application">Which one, of which tenant.</param>
/// <param name="ownType">As Get-MgContext shows it, unless the sign-in comes from environment variables.</param>
internal abstract class ApplicationCredential(Application application, string ownType) : SessionCredential
{
    internal override string AuthType => application.AuthType;

    internal override string TenantId => application.TenantId;

    internal override string TokenCredentialType => application.TokenCredentialType(ownType);

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("tenantId", application.TenantId);
        writer.Property("clientId", application.ClientId);
    }

    internal override void Describe(AuthContext context)
    {
        context.ClientId ??= application.ClientId;
        context.TenantId ??= application.TenantId;
    }
}
