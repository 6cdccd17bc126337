using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>Certificates in the stores of the user and then of the machine.</summary>
internal static class CertificateStore
{
    private const int ThumbprintLength = 40;
    private const string RsaKey = "1.2.840.113549.1.1.1";

    /// <param name="thumbprint">SHA-1 in hexadecimal digits. Characters that come along when it is copied from a dialog are ignored.</param>
    /// <exception cref="ArgumentException">It is not a thumbprint, or there is no such certificate.</exception>
    internal static X509Certificate2 FindByThumbprint(string thumbprint)
    {
        var digits = new string(thumbprint.Where(Uri.IsHexDigit).ToArray());
        if (digits.Length != ThumbprintLength || thumbprint.Any(character => !Uri.IsHexDigit(character) && char.IsLetterOrDigit(character)))
        {
            throw new ArgumentException("-CertificateThumbprint '" + thumbprint + "' is not valid. A thumbprint has 40 hexadecimal digits.");
        }

        return All(StoreName.My, store => store.Find(X509FindType.FindByThumbprint, digits, validOnly: false)).OrderByDescending(HasRsaKey).FirstOrDefault()
            ?? throw new ArgumentException(NotFound("the thumbprint " + digits));
    }

    /// <param name="name">A whole subject such as CN=name, or its common name.</param>
    /// <returns>If there are several, the one that is valid now and stays valid for longest.</returns>
    /// <exception cref="ArgumentException">There is no such certificate.</exception>
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

    /// <returns>All of a store.</returns>
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
            // Systems other than Windows have no personal store of the machine.
            return [];
        }
    }

    private static string NotFound(string what) =>
        "No certificate with " + what + " was found in the personal store of the current user or the local machine. Nothing was sent. Import the certificate with its private key, or pass it with -Certificate.";
}
