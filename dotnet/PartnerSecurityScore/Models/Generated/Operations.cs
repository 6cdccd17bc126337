// Generated from api/partner-security.json by npm run generate.
using System;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>Maps commands and their parameter sets to the operations that they call.</summary>
internal static class Operations
{
    internal static Operation Of(string command, string set) => (command, set) switch
    {
        ("Get-MgBetaSecurityPartnerSecurityScore", "Get") => new("getSecurityScore", "GET", "/security/partner/securityScore", nameof(MicrosoftGraphPartnerSecurityScore)),
        ("Update-MgBetaSecurityPartnerSecurityScore", "UpdateExpanded" or "Update") => new("updateSecurityScore", "PATCH", "/security/partner/securityScore", nameof(MicrosoftGraphPartnerSecurityScore), nameof(MicrosoftGraphPartnerSecurityScore)),
        ("Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight", "List") => new("listCustomerInsights", "GET", "/security/partner/securityScore/customerInsights", nameof(MicrosoftGraphPartnerSecurityCustomerInsight), isList: true),
        ("Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight", "Get" or "GetViaIdentity") => new("getCustomerInsight", "GET", "/security/partner/securityScore/customerInsights/{customerInsight-tenantId}", nameof(MicrosoftGraphPartnerSecurityCustomerInsight), key: "customerInsight-tenantId"),
        ("Get-MgBetaSecurityPartnerSecurityScoreHistory", "List") => new("listHistory", "GET", "/security/partner/securityScore/history", nameof(MicrosoftGraphPartnerSecurityScoreHistory), isList: true),
        ("Get-MgBetaSecurityPartnerSecurityScoreHistory", "Get" or "GetViaIdentity") => new("getHistory", "GET", "/security/partner/securityScore/history/{securityScoreHistory-id}", nameof(MicrosoftGraphPartnerSecurityScoreHistory), key: "securityScoreHistory-id"),
        ("Get-MgBetaSecurityPartnerSecurityScoreRequirement", "List") => new("listRequirements", "GET", "/security/partner/securityScore/requirements", nameof(MicrosoftGraphPartnerSecurityRequirement), isList: true),
        ("Get-MgBetaSecurityPartnerSecurityScoreRequirement", "Get" or "GetViaIdentity") => new("getRequirement", "GET", "/security/partner/securityScore/requirements/{securityRequirement-id}", nameof(MicrosoftGraphPartnerSecurityRequirement), key: "securityRequirement-id"),
        ("Get-MgBetaSecurityPartnerSecurityAlert", "List") => new("listAlerts", "GET", "/security/partner/securityAlerts", nameof(MicrosoftGraphPartnerSecurityAlert), isList: true),
        ("Get-MgBetaSecurityPartnerSecurityAlert", "Get" or "GetViaIdentity") => new("getAlert", "GET", "/security/partner/securityAlerts/{partnerSecurityAlert-id}", nameof(MicrosoftGraphPartnerSecurityAlert), key: "partnerSecurityAlert-id"),
        ("Update-MgBetaSecurityPartnerSecurityAlert", "UpdateExpanded" or "Update" or "UpdateViaIdentityExpanded" or "UpdateViaIdentity") => new("updateAlert", "PATCH", "/security/partner/securityAlerts/{partnerSecurityAlert-id}", nameof(MicrosoftGraphPartnerSecurityAlert), nameof(MicrosoftGraphPartnerSecurityAlert), key: "partnerSecurityAlert-id"),
        _ => throw new ArgumentException("The command " + command + " has no parameter set " + set + "."),
    };
}
