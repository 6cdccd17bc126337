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
                NameOf(certificate) + " expired at " + Moment(certificate.NotAfter) + ". Nothing was sent. Renew the certificate, add the new one to the app registration, and sign in with it.");
        }

        if (now < certificate.NotBefore)
        {
            throw new ArgumentException(
                NameOf(certificate) + " is not valid before " + Moment(certificate.NotBefore) + ". Nothing was sent. Use another certificate, or correct this computer's clock.");
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
            throw new ArgumentException(
                NameOf(certificate) + " has no private key. Nothing was sent. Import it with its private key for the user who runs PowerShell, or load it from a file"
                    + " that contains the key, and pass it with -Certificate.");
        }

        using var key = PrivateKeyOf(certificate);
        return CanSign(key, Pss) || !CanSign(key, Pkcs1)
            ? Pss
            : Pkcs1;

        bool CanSign(RSA rsa, string algorithm)
        {
            try
            {
                rsa.SignData([0], HashAlgorithmName.SHA256, PaddingOf(algorithm));
                return true;
            }
            catch (Exception failure) when (failure is CryptographicException or NotSupportedException)
            {
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
            throw new ArgumentException(
                NameOf(certificate) + " has a private key that this user cannot use: " + ForeignText.Clause(failure.Message)
                    + ". Nothing was sent. Give this user read access to the key, or import the certificate with its private key for this user.",
                failure);
        }
    }

    private static string NameOf(X509Certificate2 certificate) => "The certificate "
        + (certificate.Subject.Length == 0 ? certificate.Thumbprint : certificate.Subject + " (" + certificate.Thumbprint + ")");

    private static string Moment(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
