using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>Checks before anything is sent whether a certificate can be used to sign in.</summary>
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
                NameOf(certificate) + " expired at " + Moment(certificate.NotAfter) + ". Nothing was sent. Renew it, and add the new one to the registration of the application.");
        }

        if (now < certificate.NotBefore)
        {
            throw new ArgumentException(
                NameOf(certificate) + " is not valid before " + Moment(certificate.NotBefore) + ". Nothing was sent. Use another, or correct this computer's clock.");
        }
    }

    /// <returns>
    /// The signature algorithm for the key: RS256 if a test signature with PKCS #1 padding succeeds and one with PSS
    /// padding fails; otherwise PS256. Some key providers do not support PSS.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The certificate has no private key, no RSA key, or a private key that this user cannot access.
    /// </exception>
    internal static string AlgorithmOf(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(NameOf(certificate) + " has no private key here. Nothing was sent. Import it with its key, for the user who runs this PowerShell.");
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
        _ => throw new InvalidOperationException("There is no signature algorithm " + algorithm + "."),
    };

    private static RSA PrivateKeyOf(X509Certificate2 certificate)
    {
        try
        {
            return certificate.GetRSAPrivateKey()
                ?? throw new ArgumentException(NameOf(certificate) + " has no RSA key, and the sign-in service takes no other. Nothing was sent.");
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException(NameOf(certificate) + " has a private key that this user can't use: " + failure.Message + " Nothing was sent.", failure);
        }
    }

    private static string NameOf(X509Certificate2 certificate) => "The certificate " + certificate.Subject + " (" + certificate.Thumbprint + ")";

    private static string Moment(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
