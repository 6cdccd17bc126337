using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// Builds the chain of a certificate from given certificates and the certificate stores. The class does not use the
/// operating system's chain builder, because it also downloads missing certificates. Such a download ignores the
/// module's proxy and time limits, and cannot be cancelled.
/// </summary>
internal static class CertificateChain
{
    private const string AuthorityKeyIdentifier = "2.5.29.35";
    private const string SubjectKeyIdentifier = "2.5.29.14";

    /// <param name="certificate">The first certificate of the chain.</param>
    /// <param name="others">Possible members of the chain, in addition to the certificates in the stores.</param>
    /// <returns>
    /// The certificate and its known issuers, in this order. The sign-in service can know issuers that are missing or
    /// untrusted on this computer.
    /// </returns>
    internal static X509Certificate2[] Of(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        var candidates = others.Cast<X509Certificate2>()
            .Concat(CertificateStore.All(StoreName.CertificateAuthority))
            .Concat(CertificateStore.All(StoreName.Root))
            .ToArray();
        var chain = new List<X509Certificate2> { certificate };
        while (IssuerOf(chain[chain.Count - 1], candidates) is X509Certificate2 issuer && !chain.Contains(issuer))
        {
            chain.Add(issuer);
        }

        return chain.ToArray();
    }

    private static X509Certificate2? IssuerOf(X509Certificate2 certificate, X509Certificate2[] candidates)
    {
        var issuer = certificate.IssuerName.RawData;
        return certificate.SubjectName.RawData.SequenceEqual(issuer)
            ? null
            : candidates
                .Where(candidate => candidate.SubjectName.RawData.SequenceEqual(issuer) && MayHaveSigned(candidate, certificate))
                .OrderByDescending(candidate => candidate.NotAfter)
                .FirstOrDefault();
    }

    /// <summary>
    /// Determines whether the issuer may have signed the certificate. Key identifiers distinguish authorities of the
    /// same name, if both certificates contain one.
    /// </summary>
    private static bool MayHaveSigned(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        var known = (issuer.Extensions[SubjectKeyIdentifier] as X509SubjectKeyIdentifierExtension)?.SubjectKeyIdentifier;
        var wanted = certificate.Extensions[AuthorityKeyIdentifier]?.RawData;
        return known is null || wanted is null || BitConverter.ToString(wanted).Replace("-", string.Empty).Contains(known);
    }
}
