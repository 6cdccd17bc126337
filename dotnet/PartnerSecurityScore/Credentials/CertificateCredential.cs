using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// An application with a certificate whose private key this process can use. The backend never receives the key. The
/// backend requests each signature from this process, so non-exportable keys work too.
/// </summary>
internal sealed class CertificateCredential : ApplicationCredential, IDisposable
{
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2 given;
    private readonly string[] chain;
    private readonly string algorithm;

    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="others">Possible members of the certificate's chain.</param>
    /// <exception cref="ArgumentException">
    /// The certificate is not currently valid, or has no usable RSA key.
    /// </exception>
    internal CertificateCredential(Application application, X509Certificate2 certificate, X509Certificate2Collection others, bool sendCertificateChain)
        : base(application, "ClientCertificate")
    {
        CertificateCheck.RequireValid(certificate, DateTime.Now);

        // The caller can dispose its own instance.
        this.certificate = new X509Certificate2(certificate);
        given = certificate;
        algorithm = CertificateCheck.AlgorithmOf(certificate);
        chain = sendCertificateChain
            ? CertificateChain.Of(certificate, others).Select(link => Convert.ToBase64String(link.RawData)).ToArray()
            : [];
    }

    /// <summary>
    /// The thumbprint that the user specified to find the certificate, for Get-MgContext; otherwise null.
    /// </summary>
    internal string? GivenThumbprint { get; set; }

    internal string? GivenSubjectName { get; set; }

    internal bool IsGiven { get; set; }

    internal override void Write(JsonWriter writer, bool isFirst)
    {
        writer.Property("type", "clientCertificate");
        base.Write(writer, isFirst);
        writer.Property("certificate", Convert.ToBase64String(certificate.RawData));
        writer.Property("algorithm", algorithm);
        if (chain.Length > 0)
        {
            writer.Property("chain", chain);
        }
    }

    internal override void Describe(AuthContext context)
    {
        base.Describe(context);
        context.CertificateThumbprint = GivenThumbprint;
        context.CertificateSubjectName = GivenSubjectName;
        context.Certificate = IsGiven ? given : null;
        context.SendCertificateChain = chain.Length > 0;
    }

    /// <exception cref="CryptographicException">The key's provider cannot sign the data.</exception>
    internal override byte[] Sign(string algorithm, byte[] data)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw new InvalidOperationException("the key is no longer available");
        return key.SignData(data, HashAlgorithmName.SHA256, CertificateCheck.PaddingOf(algorithm));
    }

    public void Dispose() => certificate.Dispose();
}
