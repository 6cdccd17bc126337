using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>Finds certificates in the stores of the current user and of the machine.</summary>
internal static class CertificateStore
{
    private const int ThumbprintLength = 40;
    private const string RsaKey = "1.2.840.113549.1.1.1";

    /// <param name="thumbprint">
    /// The SHA-1 thumbprint in hexadecimal digits. Characters other than letters and digits are ignored, for example
    /// spaces, and the invisible characters in text that was copied from the certificate dialog of Windows.
    /// </param>
    /// <returns>
    /// The certificate. Among several, one with an RSA private key is preferred, and then one of the current user.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The text is not a thumbprint, or no certificate has this thumbprint.
    /// </exception>
    internal static X509Certificate2 FindByThumbprint(string thumbprint)
    {
        var digits = new string(thumbprint.Where(Uri.IsHexDigit).ToArray());
        if (digits.Length != ThumbprintLength || thumbprint.Any(character => !Uri.IsHexDigit(character) && char.IsLetterOrDigit(character)))
        {
            throw new ArgumentException(
                "-CertificateThumbprint '" + thumbprint + "' is not valid. Nothing was sent. A thumbprint has 40 hexadecimal digits.");
        }

        return All(StoreName.My, store => store.Find(X509FindType.FindByThumbprint, digits, validOnly: false)).OrderByDescending(HasRsaKey).FirstOrDefault()
            ?? throw new ArgumentException(NotFound("the thumbprint " + digits));
    }

    /// <param name="name">The full subject name, such as CN=name, or the common name.</param>
    /// <returns>
    /// The certificate. Among several, a certificate with an RSA private key is preferred, then a currently valid one,
    /// then the one that expires last, and then one of the current user.
    /// </returns>
    /// <exception cref="ArgumentException">No certificate has this name.</exception>
    internal static X509Certificate2 FindBySubject(string name)
    {
        var now = DateTime.Now;
        return All(StoreName.My)
            .Where(certificate => IsNamed(certificate, name))
            .OrderByDescending(HasRsaKey)
            .ThenByDescending(certificate => certificate.NotBefore <= now && now <= certificate.NotAfter)
            .ThenByDescending(certificate => certificate.NotAfter)
            .FirstOrDefault()
            ?? throw new ArgumentException(NotFound("the subject '" + name + "'"));
    }

    private static bool HasRsaKey(X509Certificate2 certificate) => certificate.HasPrivateKey && certificate.PublicKey.Oid.Value == RsaKey;

    private static bool IsNamed(X509Certificate2 certificate, string name) =>
        string.Equals(certificate.Subject, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), name, StringComparison.OrdinalIgnoreCase);

    /// <returns>All certificates in the stores of this name.</returns>
    internal static IEnumerable<X509Certificate2> All(StoreName name) => All(name, store => store);

    private static IEnumerable<X509Certificate2> All(StoreName name, Func<X509Certificate2Collection, X509Certificate2Collection> select)
    {
        foreach (var location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            foreach (var certificate in Read(name, location, select))
            {
                yield return certificate;
            }
        }
    }

    private static X509Certificate2[] Read(
        StoreName name, StoreLocation location, Func<X509Certificate2Collection, X509Certificate2Collection> select)
    {
        using var store = new X509Store(name, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return select(store.Certificates).Cast<X509Certificate2>().ToArray();
        }
        catch (Exception failure) when (failure is CryptographicException or PlatformNotSupportedException)
        {
            // The store does not exist or cannot be read. For example, Linux has no personal store for the machine.
            return [];
        }
    }

    private static string NotFound(string what) =>
        "No certificate with " + what + " was found in the personal store of the current user or the local machine. Nothing was sent. Import the certificate with its private key, or pass it with -Certificate.";
}
