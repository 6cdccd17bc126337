using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityRequirement" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityRequirement
    : Model<MicrosoftGraphPartnerSecurityRequirement, IMicrosoftGraphPartnerSecurityRequirement>, IMicrosoftGraphPartnerSecurityRequirement
{
    internal static readonly ModelSchema TypeSchema =
        new ModelSchema<MicrosoftGraphPartnerSecurityRequirement, IMicrosoftGraphPartnerSecurityRequirement>("securityRequirement")
            .Text(nameof(Id), model => model.Id, (model, value) => model.Id = value)
            .Text(nameof(ActionUrl), model => model.ActionUrl, (model, value) => model.ActionUrl = value)
            .Text(nameof(ComplianceStatus), model => model.ComplianceStatus, (model, value) => model.ComplianceStatus = value)
            .Text(nameof(HelpUrl), model => model.HelpUrl, (model, value) => model.HelpUrl = value)
            .Int64(nameof(MaxScore), model => model.MaxScore, (model, value) => model.MaxScore = value)
            .Text(nameof(RequirementType), model => model.RequirementType, (model, value) => model.RequirementType = value)
            .Int64(nameof(Score), model => model.Score, (model, value) => model.Score = value)
            .Text(nameof(State), model => model.State, (model, value) => model.State = value)
            .Date(nameof(UpdatedDateTime), model => model.UpdatedDateTime, (model, value) => model.UpdatedDateTime = value);

    /// <inheritdoc />
    public string? Id { get; set; }

    /// <inheritdoc />
    public string? ActionUrl { get; set; }

    /// <inheritdoc />
    public string? ComplianceStatus { get; set; }

    /// <inheritdoc />
    public string? HelpUrl { get; set; }

    /// <inheritdoc />
    public long? MaxScore { get; set; }

    /// <inheritdoc />
    public string? RequirementType { get; set; }

    /// <inheritdoc />
    public long? Score { get; set; }

    /// <inheritdoc />
    public string? State { get; set; }

    /// <inheritdoc />
    public DateTime? UpdatedDateTime { get; set; }

    internal override ModelSchema Schema => TypeSchema;
}
