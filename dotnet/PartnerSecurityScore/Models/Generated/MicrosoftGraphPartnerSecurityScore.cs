// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>The security score of a partner (partnerSecurityScore in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityScore : IMicrosoftGraphEntity
{
    /// <summary>The partner's current security score.</summary>
    float? CurrentScore { get; set; }

    /// <summary>The time when the data was last checked.</summary>
    DateTime? LastRefreshDateTime { get; set; }

    /// <summary>The maximum possible score.</summary>
    float? MaxScore { get; set; }

    /// <summary>The time when the score or one of its properties last changed.</summary>
    DateTime? UpdatedDateTime { get; set; }

    /// <summary>Information about individual customers, for requirements that apply to customers.</summary>
    IMicrosoftGraphPartnerSecurityCustomerInsight[]? CustomerInsights { get; set; }

    /// <summary>The recent changes to the score.</summary>
    IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }

    /// <summary>The requirements that make up the score.</summary>
    IMicrosoftGraphPartnerSecurityRequirement[]? Requirements { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityScore" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityScore : OpenModel<MicrosoftGraphPartnerSecurityScore, IMicrosoftGraphPartnerSecurityScore>, IMicrosoftGraphPartnerSecurityScore
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityScore, IMicrosoftGraphPartnerSecurityScore>("partnerSecurityScore", [
        new(nameof(Id), PropertyKind.Text),
        new(nameof(CurrentScore), PropertyKind.Single),
        new(nameof(LastRefreshDateTime), PropertyKind.DateTime),
        new(nameof(MaxScore), PropertyKind.Single),
        new(nameof(UpdatedDateTime), PropertyKind.DateTime),
        new(nameof(CustomerInsights), PropertyKind.ModelArray, nameof(MicrosoftGraphPartnerSecurityCustomerInsight)),
        new(nameof(History), PropertyKind.ModelArray, nameof(MicrosoftGraphPartnerSecurityScoreHistory)),
        new(nameof(Requirements), PropertyKind.ModelArray, nameof(MicrosoftGraphPartnerSecurityRequirement)),
    ]);

    public string? Id { get; set; }
    public float? CurrentScore { get; set; }
    public DateTime? LastRefreshDateTime { get; set; }
    public float? MaxScore { get; set; }
    public DateTime? UpdatedDateTime { get; set; }
    public IMicrosoftGraphPartnerSecurityCustomerInsight[]? CustomerInsights { get; set; }
    public IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }
    public IMicrosoftGraphPartnerSecurityRequirement[]? Requirements { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => Id,
        1 => CurrentScore,
        2 => LastRefreshDateTime,
        3 => MaxScore,
        4 => UpdatedDateTime,
        5 => CustomerInsights,
        6 => History,
        _ => Requirements,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                Id = (string?)value;
                break;
            case 1:
                CurrentScore = (float?)value;
                break;
            case 2:
                LastRefreshDateTime = (DateTime?)value;
                break;
            case 3:
                MaxScore = (float?)value;
                break;
            case 4:
                UpdatedDateTime = (DateTime?)value;
                break;
            case 5:
                CustomerInsights = (IMicrosoftGraphPartnerSecurityCustomerInsight[]?)value;
                break;
            case 6:
                History = (IMicrosoftGraphPartnerSecurityScoreHistory[]?)value;
                break;
            case 7:
                Requirements = (IMicrosoftGraphPartnerSecurityRequirement[]?)value;
                break;
        }
    }
}
