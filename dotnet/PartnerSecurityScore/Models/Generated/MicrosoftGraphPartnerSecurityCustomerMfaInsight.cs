// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>Information about multi-factor authentication (MFA) in a customer's tenant (customerMfaInsight in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityCustomerMfaInsight
{
    /// <summary>The number of admins who comply with the MFA requirements.</summary>
    long? CompliantAdminsCount { get; set; }

    /// <summary>The number of users other than admins who comply with the MFA requirements.</summary>
    long? CompliantNonAdminsCount { get; set; }

    /// <summary>The status of legacy per-user MFA: disabled or enabled.</summary>
    string? LegacyPerUserMfaStatus { get; set; }

    /// <summary>The status of the Conditional Access policy for MFA: disabled or enabled.</summary>
    string? MfaConditionalAccessPolicyStatus { get; set; }

    /// <summary>The status of security defaults: disabled or enabled.</summary>
    string? SecurityDefaultsStatus { get; set; }

    /// <summary>The total number of users in the tenant.</summary>
    long? TotalUsersCount { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityCustomerMfaInsight" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityCustomerMfaInsight : OpenModel<MicrosoftGraphPartnerSecurityCustomerMfaInsight, IMicrosoftGraphPartnerSecurityCustomerMfaInsight>, IMicrosoftGraphPartnerSecurityCustomerMfaInsight
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityCustomerMfaInsight, IMicrosoftGraphPartnerSecurityCustomerMfaInsight>("customerMfaInsight", [
        new(nameof(CompliantAdminsCount), PropertyKind.Int64),
        new(nameof(CompliantNonAdminsCount), PropertyKind.Int64),
        new(nameof(LegacyPerUserMfaStatus), PropertyKind.Text, values: ["disabled", "enabled", "unknownFutureValue"]),
        new(nameof(MfaConditionalAccessPolicyStatus), PropertyKind.Text, values: ["disabled", "enabled", "unknownFutureValue"]),
        new(nameof(SecurityDefaultsStatus), PropertyKind.Text, values: ["disabled", "enabled", "unknownFutureValue"]),
        new(nameof(TotalUsersCount), PropertyKind.Int64),
    ]);

    public long? CompliantAdminsCount { get; set; }
    public long? CompliantNonAdminsCount { get; set; }
    public string? LegacyPerUserMfaStatus { get; set; }
    public string? MfaConditionalAccessPolicyStatus { get; set; }
    public string? SecurityDefaultsStatus { get; set; }
    public long? TotalUsersCount { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => CompliantAdminsCount,
        1 => CompliantNonAdminsCount,
        2 => LegacyPerUserMfaStatus,
        3 => MfaConditionalAccessPolicyStatus,
        4 => SecurityDefaultsStatus,
        _ => TotalUsersCount,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                CompliantAdminsCount = (long?)value;
                break;
            case 1:
                CompliantNonAdminsCount = (long?)value;
                break;
            case 2:
                LegacyPerUserMfaStatus = (string?)value;
                break;
            case 3:
                MfaConditionalAccessPolicyStatus = (string?)value;
                break;
            case 4:
                SecurityDefaultsStatus = (string?)value;
                break;
            case 5:
                TotalUsersCount = (long?)value;
                break;
        }
    }
}
