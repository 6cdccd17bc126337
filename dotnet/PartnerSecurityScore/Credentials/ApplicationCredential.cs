using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>The base class for the credentials of an application.</summary>
/// <param name="application">The application and its tenant.</param>
/// <param name="ownType">The credential type for Get-MgContext, unless the sign-in uses environment variables.</param>
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
