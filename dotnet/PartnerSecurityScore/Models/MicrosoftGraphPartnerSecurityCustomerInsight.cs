using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityCustomerInsight" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityCustomerInsight
    : Model<MicrosoftGraphPartnerSecurityCustomerInsight, IMicrosoftGraphPartnerSecurityCustomerInsight>, IMicrosoftGraphPartnerSecurityCustomerInsight
{
    internal static readonly ModelSchema TypeSchema =
        new ModelSchema<MicrosoftGraphPartnerSecurityCustomerInsight, IMicrosoftGraphPartnerSecurityCustomerInsight>("customerInsight")
            .Text(nameof(TenantId), model => model.TenantId, (model, value) => model.TenantId = value)
            .Object(
                nameof(Mfa),
                () => MicrosoftGraphPartnerSecurityCustomerMfaInsight.TypeSchema,
                model => model.Mfa,
                (model, value) => model.Mfa = value);

    /// <inheritdoc />
    public string? TenantId { get; set; }

    /// <inheritdoc />
    public IMicrosoftGraphPartnerSecurityCustomerMfaInsight? Mfa { get; set; }

    internal override ModelSchema Schema => TypeSchema;
}
