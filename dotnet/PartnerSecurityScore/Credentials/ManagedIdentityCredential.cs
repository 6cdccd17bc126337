using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>A managed identity that Azure provides to the host.</summary>
internal sealed class ManagedIdentityCredential : SessionCredential
{
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";

    /// <summary>
    /// The variables that describe where the host's identity gets its tokens. They are sent to the backend, which does
    /// not inherit them.
    /// </summary>
    private static readonly string[] Variables =
    [
        "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET",
        "DEFAULT_IDENTITY_CLIENT_ID", "AZURE_POD_IDENTITY_AUTHORITY_HOST", TokenFile, "AZURE_TENANT_ID", "AZURE_CLIENT_ID", AuthorityHost,
    ];

    private readonly string? clientId;
    private readonly KeyValuePair<string, string>[] variables;

    /// <param name="clientId">
    /// The client ID of a user-assigned identity, or null for the host's default identity.
    /// </param>
    /// <param name="paths">Resolves file paths as the runspace does.</param>
    /// <exception cref="ArgumentException">In Kubernetes, AZURE_AUTHORITY_HOST is not an allowed URL.</exception>
    internal ManagedIdentityCredential(string? clientId, PathIntrinsics paths)
    {
        this.clientId = string.IsNullOrWhiteSpace(clientId) ? null : clientId!.Trim();
        var isFederated = EnvironmentCredential.Variable(TokenFile) is not null;
        variables = Variables
            .Select(name => new KeyValuePair<string, string>(name, Value(name) ?? string.Empty))
            .Where(variable => variable.Value.Length > 0)
            .ToArray();

        string? Value(string name) => name switch
        {
            TokenFile when isFederated => VariableFile.Resolve(paths, EnvironmentCredential.Variable(name)!),
            AuthorityHost when isFederated => EnvironmentCredential.SignInService(),
            _ => EnvironmentCredential.Variable(name),
        };
    }

    internal override string AuthType => "ManagedIdentity";

    internal override string TokenCredentialType => "ManagedIdentity";

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "managedIdentity");
        if (clientId is not null)
        {
            writer.Property("clientId", clientId);
        }

        writer.Name("variables");
        writer.BeginObject();
        foreach (var variable in variables)
        {
            writer.Property(variable.Key, variable.Value);
        }

        writer.EndObject();
    }

    internal override void Describe(AuthContext context)
    {
        context.ClientId ??= clientId;
        context.ManagedIdentityId = clientId;
    }
}
