using System;
using System.Text.RegularExpressions;

namespace PartnerSecurityScore.Credentials;

/// <summary>Validates tenant IDs and domain names, which become part of a URL's path.</summary>
internal static class TenantName
{
    private static readonly Regex Allowed = new("^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\\z", RegexOptions.CultureInvariant);

    /// <param name="source">The name of the parameter or variable for the tenant, for error messages.</param>
    /// <exception cref="ArgumentException">The text cannot be a tenant ID or a domain name.</exception>
    internal static string Require(string tenant, string source) => Allowed.IsMatch(tenant)
        ? tenant
        : throw new ArgumentException(source + " '" + tenant + "' is not a valid tenant ID or domain name. Nothing was sent. Specify the ID or domain name of the tenant.");
}
