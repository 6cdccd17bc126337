using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityCustomerMfaInsight" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityCustomerMfaInsight
    : Model<MicrosoftGraphPartnerSecurityCustomerMfaInsight, IMicrosoftGraphPartnerSecurityCustomerMfaInsight>, IMicrosoftGraphPartnerSecurityCustomerMfaInsight
{
    internal static readonly ModelSchema TypeSchema =
        new ModelSchema<MicrosoftGraphPartnerSecurityCustomerMfaInsight, IMicrosoftGraphPartnerSecurityCustomerMfaInsight>("customerMfaInsight")
            .Int64(nameof(CompliantAdminsCount), model => model.CompliantAdminsCount, (model, value) => model.CompliantAdminsCount = value)
            .Int64(nameof(CompliantNonAdminsCount), model => model.CompliantNonAdminsCount, (model, value) => model.CompliantNonAdminsCount = value)
            .Text(nameof(LegacyPerUserMfaStatus), model => model.LegacyPerUserMfaStatus, (model, value) => model.LegacyPerUserMfaStatus = value)
            .Text(nameof(MfaConditionalAccessPolicyStatus), model => model.MfaConditionalAccessPolicyStatus, (model, value) => model.MfaConditionalAccessPolicyStatus = value)
            .Text(nameof(SecurityDefaultsStatus), model => model.SecurityDefaultsStatus, (model, value) => model.SecurityDefaultsStatus = value)
            .Int64(nameof(TotalUsersCount), model => model.TotalUsersCount, (model, value) => model.TotalUsersCount = value);

    /// <inheritdoc />
    public long? CompliantAdminsCount { get; set; }

    /// <inheritdoc />
    public long? CompliantNonAdminsCount { get; set; }

    /// <inheritdoc />
    public string? LegacyPerUserMfaStatus { get; set; }

    /// <inheritdoc />
    public string? MfaConditionalAccessPolicyStatus { get; set; }

    /// <inheritdoc />
    public string? SecurityDefaultsStatus { get; set; }

    /// <inheritdoc />
    public long? TotalUsersCount { get; set; }

    internal override ModelSchema Schema => TypeSchema;
}
