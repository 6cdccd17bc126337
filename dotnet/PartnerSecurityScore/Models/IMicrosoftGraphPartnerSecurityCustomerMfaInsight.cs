using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>Multi-factor authentication in a customer's tenant (Graph's customerMfaInsight).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityCustomerMfaInsight
{
    /// <summary>Admins that meet the requirement.</summary>
    long? CompliantAdminsCount { get; set; }

    /// <summary>Other users that meet the requirement.</summary>
    long? CompliantNonAdminsCount { get; set; }

    /// <summary>A policyStatus: disabled, enabled.</summary>
    string? LegacyPerUserMfaStatus { get; set; }

    /// <summary>A policyStatus: disabled, enabled.</summary>
    string? MfaConditionalAccessPolicyStatus { get; set; }

    /// <summary>A policyStatus: disabled, enabled.</summary>
    string? SecurityDefaultsStatus { get; set; }

    /// <summary>All users of the tenant.</summary>
    long? TotalUsersCount { get; set; }
}
