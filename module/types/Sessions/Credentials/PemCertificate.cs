using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerSecurityScore;

/// <summary>Certificates in PEM text, which .NET Framework does not read.</summary>
internal static class PemCertificate
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <returns>The first certificate, without its key, or null where there is none that can be read.</returns>
    internal static X509Certificate2? First(string pem)
    {
        var start = pem.IndexOf(Begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : pem.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var content = start + Begin.Length;
        try
        {
            return new X509Certificate2(Convert.FromBase64String(pem.Substring(content, end - content)));
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
