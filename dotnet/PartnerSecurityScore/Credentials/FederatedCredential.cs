using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// An application that signs in with a federated token. The backend gets a new federated token for each access token.
/// </summary>
internal sealed class FederatedCredential : ApplicationCredential, IDisposable
{
    private readonly string type;
    private readonly (string Name, string Value)[] members;

    /// <param name="type">The protocol's name for the source of federated tokens.</param>
    /// <param name="members">The additional members of the protocol's credential object, except secrets.</param>
    internal FederatedCredential(string type, Application application, params (string Name, string Value)[] members)
        : base(application, application.AuthType)
    {
        this.type = type;
        this.members = members;
    }

    /// <summary>
    /// The secret with which the backend requests federated tokens from GitHub Actions or Azure DevOps; otherwise null.
    /// </summary>
    internal SecureString? RequestToken { get; set; }

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", type);
        base.Write(writer, isFirst);
        foreach (var (name, value) in members)
        {
            writer.Property(name, value);
        }

        if (RequestToken is not null)
        {
            writer.Property("requestToken", SecretText.Of(RequestToken));
        }
    }

    public void Dispose() => RequestToken?.Dispose();
}
