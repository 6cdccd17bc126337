using System;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore;

/// <summary>
/// The signed-in identity and its sign-in method, as shown by Get-MgContext. It contains no token, but after a sign-in
/// with a client secret it contains the secret as a SecureString.
/// </summary>
public sealed class AuthContext
{
    public string? ClientId { get; internal set; }

    public string? TenantId { get; internal set; }

    public string[] Scopes { get; internal set; } = [];

    public string AuthType { get; internal set; } = string.Empty;

    public string TokenCredentialType { get; internal set; } = string.Empty;

    public string? CertificateThumbprint { get; internal set; }

    public string? CertificateSubjectName { get; internal set; }

    public bool SendCertificateChain { get; internal set; }

    public string? Account { get; internal set; }

    public string? AppName { get; internal set; }

    public string ContextScope { get; internal set; } = "Process";

    public X509Certificate2? Certificate { get; internal set; }

    public Version? PSHostVersion { get; internal set; }

    public string? ManagedIdentityId { get; internal set; }

    public object? ClientSecret { get; internal set; }

    public string Environment { get; internal set; } = string.Empty;

    public string? LoginHint { get; internal set; }

    /// <summary>Always null, because access tokens do not contain this value.</summary>
    public string? HomeAccountId { get; }

    /// <summary>Always false, because the module never signs in through the Windows Web Account Manager.</summary>
    public bool WamEnabled { get; }

    /// <summary>
    /// The tenant ID from the token, or null when the token contains none or is not readable. On each request, the
    /// backend compares this ID with the tenant of its session.
    /// </summary>
    internal string? TokenTenantId { get; set; }

    /// <summary>Determines whether both contexts are for the same application and user in the same tenant.</summary>
    internal bool IsOfSame(AuthContext other) =>
        TokenTenantId == other.TokenTenantId && ClientId == other.ClientId && Account == other.Account;

    /// <summary>A description of the signed-in identity for messages.</summary>
    internal string Description => string.IsNullOrEmpty(TenantId)
        ? "the owner of the access token"
        : (string.IsNullOrEmpty(Account) ? string.IsNullOrEmpty(ClientId) ? "an identity" : "application '" + ClientId + "'" : "account '" + Account + "'") + " in tenant '" + TenantId + "'";

    /// <summary>
    /// Determines whether both contexts are for the same user or application, tenant, environment, and sign-in method.
    /// </summary>
    internal bool IsSameSignInAs(AuthContext? other) =>
        other is not null
        && (TenantId, ClientId, Account, AuthType, Environment)
            == (other.TenantId, other.ClientId, other.Account, other.AuthType, other.Environment);
}
