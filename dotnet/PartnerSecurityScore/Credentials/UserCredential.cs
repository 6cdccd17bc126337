using System;
using System.Linq;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>A user who signs in with a browser on this device or on another one.</summary>
internal sealed class UserCredential : SessionCredential
{
    /// <summary>The client ID of "Microsoft Graph Command Line Tools", which the original uses too.</summary>
    private const string DefaultClientId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    private const string DefaultTenant = "common";
    private const string DefaultScope = "User.Read";

    private readonly string clientId;
    private readonly string[] scopes;
    private readonly bool usesDeviceCode;

    /// <param name="clientId">The application's client ID, or null for the original's application.</param>
    /// <param name="tenantId">The tenant's ID or domain name, or null for the user's own tenant.</param>
    /// <param name="scopes">The delegated permissions. An element can contain several, separated by commas.</param>
    /// <param name="usesDeviceCode">Whether the user signs in with a device code, on any device.</param>
    /// <param name="isKept">Whether to keep the sign-in for later processes.</param>
    /// <exception cref="ArgumentException">The tenant is neither an ID nor a domain name.</exception>
    internal UserCredential(string? clientId, string? tenantId, string[]? scopes, bool usesDeviceCode, bool isKept)
    {
        this.clientId = string.IsNullOrWhiteSpace(clientId) ? DefaultClientId : clientId!.Trim();
        TenantId = string.IsNullOrWhiteSpace(tenantId) ? DefaultTenant : TenantName.Require(tenantId!.Trim(), "-TenantId");
        var named = (scopes ?? []).SelectMany(scope => (scope ?? string.Empty).Split(',')).Select(scope => scope.Trim()).Where(scope => scope.Length > 0).ToArray();
        this.scopes = named.Length > 0 ? named : [DefaultScope];
        this.usesDeviceCode = usesDeviceCode;
        IsKept = isKept;
    }

    internal override string AuthType => "Delegated";

    internal override string TokenCredentialType => usesDeviceCode ? "DeviceCode" : "InteractiveBrowser";

    internal override string TenantId { get; }

    /// <summary>
    /// Whether a local browser is required. A device code needs none, and with -ContextScope CurrentUser, a sign-in
    /// that an earlier process kept can succeed without one.
    /// </summary>
    internal override bool NeedsBrowser => !usesDeviceCode && !IsKept;

    internal override bool IsKept { get; }

    /// <summary>The account that the sign-in page suggests, or null to let the user choose.</summary>
    internal string? LoginHint { get; set; }

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", usesDeviceCode ? "deviceCode" : "interactiveBrowser");
        WriteKey(writer);
        writer.Property("scopes", scopes);
        if (LoginHint is not null)
        {
            writer.Property("loginHint", LoginHint);
        }

        writer.Property("isKept", IsKept);
        writer.Property("isSilent", !isFirst);
    }

    internal override void WriteKey(JsonWriter writer)
    {
        writer.Property("clientId", clientId);
        writer.Property("tenantId", TenantId);
    }

    internal override void Describe(AuthContext context)
    {
        context.ClientId ??= clientId;
        context.LoginHint = LoginHint;
        context.ContextScope = IsKept ? "CurrentUser" : "Process";
        if (context.Scopes.Length == 0)
        {
            context.Scopes = scopes;
        }
    }
}
