using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application with a certificate whose private key stands beside it in PEM text.</summary>
internal sealed class PemCredential : SessionCredential, IDisposable
{
    private readonly Application application;
    private readonly SecureString pem;
    private readonly SecureString? password;
    private readonly bool sendCertificateChain;

    internal PemCredential(Application application, string pem, string? password, bool sendCertificateChain)
    {
        this.application = application;
        this.pem = SecretText.From(pem);
        this.password = password is null ? null : SecretText.From(password);
        this.sendCertificateChain = sendCertificateChain;
    }

    internal override string AuthType => application.AuthType;

    internal override string TenantId => application.TenantId;

    internal override string TokenCredentialType => application.TokenCredentialType("ClientCertificate");

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "pemCertificate");
        application.Write(writer);
        writer.Property("pem", SecretText.Of(pem));
        if (password is not null)
        {
            writer.Property("password", SecretText.Of(password));
        }

        writer.Name("sendCertificateChain");
        writer.Raw(sendCertificateChain ? "true" : "false");
    }

    internal override void Describe(AuthContext context)
    {
        context.ClientId ??= application.ClientId;
        context.TenantId ??= application.TenantId;
        context.SendCertificateChain = sendCertificateChain;
    }

    public void Dispose()
    {
        pem.Dispose();
        password?.Dispose();
    }
}
