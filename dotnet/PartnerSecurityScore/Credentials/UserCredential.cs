using System;
using System.Linq;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>A person who signs in with a browser, here or on another device.</summary>
internal sealed class UserCredential : SessionCredential
{
    /// <summary>The application "Microsoft Graph Command Line Tools", which the original signs in as as well.</summary>
    private const string DefaultClientId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    private const string DefaultTenant = "common";
    private const string DefaultScope = "User.Read";

    private readonly string clientId;
    private readonly string[] scopes;
    private readonly bool usesDeviceCode;

    /// <param name="clientId">Null for the original's application.</param>
    /// <param name="tenantId">Null for the user's own.</param>
    /// <param name="scopes">Each may hold several, with commas between them.</param>
    /// <param name="usesDeviceCode">Whether the user signs in on another device.</param>
    /// <param name="isKept">Whether later processes may go on with this sign-in.</param>
    /// <exception cref="ArgumentException">The tenant is none that can be named.</exception>
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

    /// <summary>What an earlier process has kept may do without.</summary>
    internal override bool NeedsBrowser => !usesDeviceCode && !IsKept;

    internal override bool IsKept { get; }

    /// <summary>The account that the browser offers first; null if the user is to choose.</summary>
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
