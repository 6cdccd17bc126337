using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityScoreHistory" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityScoreHistory
    : Model<MicrosoftGraphPartnerSecurityScoreHistory, IMicrosoftGraphPartnerSecurityScoreHistory>, IMicrosoftGraphPartnerSecurityScoreHistory
{
    internal static readonly ModelSchema TypeSchema =
        new ModelSchema<MicrosoftGraphPartnerSecurityScoreHistory, IMicrosoftGraphPartnerSecurityScoreHistory>("securityScoreHistory")
            .Text(nameof(Id), model => model.Id, (model, value) => model.Id = value)
            .Int64(nameof(CompliantRequirementsCount), model => model.CompliantRequirementsCount, (model, value) => model.CompliantRequirementsCount = value)
            .Date(nameof(CreatedDateTime), model => model.CreatedDateTime, (model, value) => model.CreatedDateTime = value)
            .Single(nameof(Score), model => model.Score, (model, value) => model.Score = value)
            .Int64(nameof(TotalRequirementsCount), model => model.TotalRequirementsCount, (model, value) => model.TotalRequirementsCount = value);

    /// <inheritdoc />
    public string? Id { get; set; }

    /// <inheritdoc />
    public long? CompliantRequirementsCount { get; set; }

    /// <inheritdoc />
    public DateTime? CreatedDateTime { get; set; }

    /// <inheritdoc />
    public float? Score { get; set; }

    /// <inheritdoc />
    public long? TotalRequirementsCount { get; set; }

    internal override ModelSchema Schema => TypeSchema;
}
