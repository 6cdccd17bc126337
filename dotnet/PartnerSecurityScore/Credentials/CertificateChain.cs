using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// A certificate with those above it, of what is on this computer. The system's own builder of chains downloads what is
/// missing: for as long as that takes, past the proxy, and nothing can stop it.
/// </summary>
internal static class CertificateChain
{
    private const string AuthorityKeyIdentifier = "2.5.29.35";
    private const string SubjectKeyIdentifier = "2.5.29.14";

    /// <param name="certificate">The first of the chain.</param>
    /// <param name="others">Certificates that may belong to it, besides those in the stores.</param>
    /// <returns>As far as it is known here. What is missing or not trusted may be known to the service.</returns>
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

    /// <summary>Authorities of one name are told by their keys, where both certificates say which.</summary>
    private static bool MayHaveSigned(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        var known = (issuer.Extensions[SubjectKeyIdentifier] as X509SubjectKeyIdentifierExtension)?.SubjectKeyIdentifier;
        var wanted = certificate.Extensions[AuthorityKeyIdentifier]?.RawData;
        return known is null || wanted is null || BitConverter.ToString(wanted).Replace("-", string.Empty).Contains(known);
    }
}
