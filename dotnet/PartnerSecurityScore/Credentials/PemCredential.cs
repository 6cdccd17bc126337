using System;
using System.Security;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>An application with a certificate and private key in PEM format.</summary>
internal sealed class PemCredential : ApplicationCredential, IDisposable
{
    private readonly SecureString pem;
    private readonly SecureString? password;
    private readonly bool sendCertificateChain;

    internal PemCredential(Application application, string pem, string? password, bool sendCertificateChain)
        : base(application, "ClientCertificate")
    {
        this.pem = SecretText.From(pem);
        this.password = password is null ? null : SecretText.From(password);
        this.sendCertificateChain = sendCertificateChain;
    }

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "pemCertificate");
        base.Write(writer, isFirst);
        writer.Property("pem", SecretText.Of(pem));
        if (password is not null)
        {
            writer.Property("password", SecretText.Of(password));
        }

        writer.Property("sendCertificateChain", sendCertificateChain);
    }

    internal override void Describe(AuthContext context)
    {
        base.Describe(context);
        context.SendCertificateChain = sendCertificateChain;
    }

    public void Dispose()
    {
        pem.Dispose();
        password?.Dispose();
    }
}
