using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>Whether a certificate can sign in, found out before anything is sent.</summary>
internal static class CertificateCheck
{
    private const string Pss = "PS256";
    private const string Pkcs1 = "RS256";

    /// <exception cref="ArgumentException">The certificate has expired, or is not valid yet.</exception>
    internal static void RequireValid(X509Certificate2 certificate, DateTime now)
    {
        if (now > certificate.NotAfter)
        {
            throw new ArgumentException(
                NameOf(certificate) + " expired at " + Moment(certificate.NotAfter) + ". Nothing was sent. Renew the certificate, and add the new one to the app registration.");
        }

        if (now < certificate.NotBefore)
        {
            throw new ArgumentException(
                NameOf(certificate) + " is not valid before " + Moment(certificate.NotBefore) + ". Nothing was sent. Use another certificate, or correct this computer's clock.");
        }
    }

    /// <returns>The padding that the key can sign with. The method finds it by signing, because some providers do not support PSS.</returns>
    /// <exception cref="ArgumentException">There is no RSA key that can be used.</exception>
    internal static string AlgorithmOf(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(NameOf(certificate) + " has no private key on this computer. Nothing was sent. Import it with its private key for the user who runs PowerShell.");
        }

        using var key = PrivateKeyOf(certificate);
        return CanSign(key, Pss, out _) || !CanSign(key, Pkcs1, out var failure)
            ? Pss
            : Pkcs1;

        bool CanSign(RSA rsa, string algorithm, out Exception? failure)
        {
            try
            {
                rsa.SignData([0], HashAlgorithmName.SHA256, PaddingOf(algorithm));
                failure = null;
                return true;
            }
            catch (Exception refusal) when (refusal is CryptographicException or NotSupportedException)
            {
                failure = refusal;
                return false;
            }
        }
    }

    internal static RSASignaturePadding PaddingOf(string algorithm) => algorithm switch
    {
        Pss => RSASignaturePadding.Pss,
        Pkcs1 => RSASignaturePadding.Pkcs1,
        _ => throw new InvalidOperationException("Unknown signature algorithm " + algorithm + "."),
    };

    private static RSA PrivateKeyOf(X509Certificate2 certificate)
    {
        try
        {
            return certificate.GetRSAPrivateKey()
                ?? throw new ArgumentException(NameOf(certificate) + " has no RSA key. Nothing was sent. The sign-in service supports only RSA keys.");
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException(NameOf(certificate) + " has a private key that this user cannot use: " + failure.Message + " Nothing was sent.", failure);
        }
    }

    private static string NameOf(X509Certificate2 certificate) => "The certificate " + certificate.Subject + " (" + certificate.Thumbprint + ")";

    private static string Moment(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
