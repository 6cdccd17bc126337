using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application that somebody else vouches for, again for each token.</summary>
internal sealed class FederatedCredential : ApplicationCredential, IDisposable
{
    private readonly string type;
    private readonly (string Name, string Value)[] members;

    /// <param name="type">The protocol's name for who vouches.</param>
    /// <param name="application">Whom for.</param>
    /// <param name="members">What the protocol wants to know besides, but for what is secret.</param>
    internal FederatedCredential(string type, Application application, params (string Name, string Value)[] members)
        : base(application, application.AuthType)
    {
        this.type = type;
        this.members = members;
    }

    /// <summary>What a pipeline has to show to be vouched for.</summary>
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
