using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>One customer's part of a score (Graph's customerInsight).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityCustomerInsight
{
    /// <summary>The customer's tenant.</summary>
    string? TenantId { get; set; }

    /// <summary>Multi-factor authentication in that tenant.</summary>
    IMicrosoftGraphPartnerSecurityCustomerMfaInsight? Mfa { get; set; }
}
