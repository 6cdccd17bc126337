using System;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Credentials;

/// <summary>What may stand for a tenant: it becomes part of a URL's path.</summary>
internal static class TenantName
{
    private static readonly Regex Allowed = new("^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\\z", RegexOptions.CultureInvariant);

    /// <param name="tenant">An id or domain name.</param>
    /// <param name="source">The name of the parameter or variable that it came from, for the message.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    internal static string Require(string tenant, string source) => Allowed.IsMatch(tenant)
        ? tenant
        : throw new ArgumentException(source + " '" + tenant + "' is not a valid tenant id or domain name.");
}
