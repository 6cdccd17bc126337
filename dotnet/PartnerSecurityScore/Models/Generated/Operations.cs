// Generated from api/partner-security.json by npm run generate.
using System;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>The operations of the commands, by their names.</summary>
internal static class Operations
{
    internal static Operation Of(string name) => name switch
    {
        "Update-MgBetaSecurityPartnerSecurityScore" => new("updateSecurityScore", "PATCH", "beta", "/security/partner/securityScore", nameof(MicrosoftGraphPartnerSecurityScore)),
        _ => throw new ArgumentException("The module has no " + name + "."),
    };
}
