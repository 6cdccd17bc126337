// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>The security score information about one customer (customerInsight in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityCustomerInsight
{
    /// <summary>The identifier of the customer's tenant.</summary>
    string? TenantId { get; set; }

    /// <summary>Information about multi-factor authentication (MFA) in the tenant.</summary>
    IMicrosoftGraphPartnerSecurityCustomerMfaInsight? Mfa { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityCustomerInsight" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityCustomerInsight : OpenModel<MicrosoftGraphPartnerSecurityCustomerInsight, IMicrosoftGraphPartnerSecurityCustomerInsight>, IMicrosoftGraphPartnerSecurityCustomerInsight
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityCustomerInsight, IMicrosoftGraphPartnerSecurityCustomerInsight>("customerInsight", [
        new(nameof(TenantId), PropertyKind.Text),
        new(nameof(Mfa), PropertyKind.Model, nameof(MicrosoftGraphPartnerSecurityCustomerMfaInsight)),
    ]);

    public string? TenantId { get; set; }
    public IMicrosoftGraphPartnerSecurityCustomerMfaInsight? Mfa { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => TenantId,
        _ => Mfa,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                TenantId = (string?)value;
                break;
            case 1:
                Mfa = (IMicrosoftGraphPartnerSecurityCustomerMfaInsight?)value;
                break;
        }
    }
}
