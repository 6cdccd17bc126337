using System;
using System.Linq;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application that signs in to one tenant without a user.</summary>
internal sealed class Application
{
    private static readonly string[] OfAnyTenant = ["common", "organizations", "consumers"];

    /// <param name="tenantId">The tenant's ID or domain name.</param>
    /// <param name="tenantName">The name of the parameter or variable for the tenant, for error messages.</param>
    /// <param name="clientId">The application's client ID.</param>
    /// <param name="clientName">The name of the parameter or variable for the client ID, for error messages.</param>
    /// <exception cref="ArgumentException">
    /// The tenant or client ID is missing or unusable. There is no default tenant, because the command could then write
    /// to the wrong tenant.
    /// </exception>
    internal Application(string? tenantId, string tenantName, string? clientId, string clientName)
    {
        TenantId = TenantName.Require(Require(tenantId, tenantName, "the tenant to sign in to"), tenantName);
        if (OfAnyTenant.Contains(TenantId, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                tenantName + " is '" + TenantId + "', which is not a single tenant. Nothing was sent. An application signs in to one tenant."
                    + " Specify the ID or domain name of the tenant.");
        }

        ClientId = Require(clientId, clientName, "the application (client) ID");
    }

    internal string TenantId { get; }

    internal string ClientId { get; }

    /// <summary>
    /// Whether the application comes from environment variables, as <see cref="AuthType"/> then indicates.
    /// </summary>
    internal bool IsFromEnvironment { get; set; }

    internal string AuthType => IsFromEnvironment ? "EnvironmentVariable" : "AppOnly";

    internal string TokenCredentialType(string own) => IsFromEnvironment ? "EnvironmentVariable" : own;

    private static string Require(string? value, string name, string what) => string.IsNullOrWhiteSpace(value)
        ? throw new ArgumentException(name + " is missing or empty. Nothing was sent. Specify " + what + ".")
        : value!.Trim();
}
