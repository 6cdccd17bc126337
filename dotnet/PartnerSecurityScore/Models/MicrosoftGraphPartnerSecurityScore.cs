using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityScore" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityScore
    : Model<MicrosoftGraphPartnerSecurityScore, IMicrosoftGraphPartnerSecurityScore>, IMicrosoftGraphPartnerSecurityScore
{
    internal static readonly ModelSchema TypeSchema =
        new ModelSchema<MicrosoftGraphPartnerSecurityScore, IMicrosoftGraphPartnerSecurityScore>("partnerSecurityScore")
            .Text(nameof(Id), model => model.Id, (model, value) => model.Id = value)
            .Single(nameof(CurrentScore), model => model.CurrentScore, (model, value) => model.CurrentScore = value)
            .Date(nameof(LastRefreshDateTime), model => model.LastRefreshDateTime, (model, value) => model.LastRefreshDateTime = value)
            .Single(nameof(MaxScore), model => model.MaxScore, (model, value) => model.MaxScore = value)
            .Date(nameof(UpdatedDateTime), model => model.UpdatedDateTime, (model, value) => model.UpdatedDateTime = value)
            .Array(
                nameof(CustomerInsights),
                () => MicrosoftGraphPartnerSecurityCustomerInsight.TypeSchema,
                model => model.CustomerInsights,
                (model, value) => model.CustomerInsights = value)
            .Array(
                nameof(History),
                () => MicrosoftGraphPartnerSecurityScoreHistory.TypeSchema,
                model => model.History,
                (model, value) => model.History = value)
            .Array(
                nameof(Requirements),
                () => MicrosoftGraphPartnerSecurityRequirement.TypeSchema,
                model => model.Requirements,
                (model, value) => model.Requirements = value);

    /// <inheritdoc />
    public string? Id { get; set; }

    /// <inheritdoc />
    public float? CurrentScore { get; set; }

    /// <inheritdoc />
    public DateTime? LastRefreshDateTime { get; set; }

    /// <inheritdoc />
    public float? MaxScore { get; set; }

    /// <inheritdoc />
    public DateTime? UpdatedDateTime { get; set; }

    /// <inheritdoc />
    public IMicrosoftGraphPartnerSecurityCustomerInsight[]? CustomerInsights { get; set; }

    /// <inheritdoc />
    public IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }

    /// <inheritdoc />
    public IMicrosoftGraphPartnerSecurityRequirement[]? Requirements { get; set; }

    internal override ModelSchema Schema => TypeSchema;
}
