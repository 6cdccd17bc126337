using System;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore;

/// <summary>Who is signed in, and how; what Get-MgContext shows. It holds no token.</summary>
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

    /// <summary>Always null, because tokens do not contain it.</summary>
    public string? HomeAccountId { get; }

    /// <summary>Always false: nobody signs in through the Web Account Manager of Windows here.</summary>
    public bool WamEnabled { get; }

    /// <summary>The tenant that the token names: null if it can't be read. The backend compares it with each request's.</summary>
    internal string? TokenTenantId { get; set; }

    /// <summary>Whether both are the same application and user of the same tenant.</summary>
    internal bool IsOfSame(AuthContext other) =>
        TokenTenantId == other.TokenTenantId && ClientId == other.ClientId && Account == other.Account;

    /// <summary>Who this is, for messages.</summary>
    internal string Description => string.IsNullOrEmpty(TenantId)
        ? "the owner of the access token"
        : (string.IsNullOrEmpty(Account) ? string.IsNullOrEmpty(ClientId) ? "an identity" : "application '" + ClientId + "'" : "account '" + Account + "'") + " in tenant '" + TenantId + "'";

    /// <summary>Whether another context is of the same user or application, in the same tenant and cloud, signed in in the same way.</summary>
    internal bool IsSameSignInAs(AuthContext? other) =>
        other is not null
        && (TenantId, ClientId, Account, AuthType, Environment)
            == (other.TenantId, other.ClientId, other.Account, other.AuthType, other.Environment);
}
