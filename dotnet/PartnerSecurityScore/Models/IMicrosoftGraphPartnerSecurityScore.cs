using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>A partner's security score (Graph's partnerSecurityScore).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityScore
{
    /// <summary>The unique identifier. Read-only in the service.</summary>
    string? Id { get; set; }

    /// <summary>The current score.</summary>
    float? CurrentScore { get; set; }

    /// <summary>When the data was last checked.</summary>
    DateTime? LastRefreshDateTime { get; set; }

    /// <summary>The highest score possible.</summary>
    float? MaxScore { get; set; }

    /// <summary>When the score or what belongs to it last changed.</summary>
    DateTime? UpdatedDateTime { get; set; }

    /// <summary>What certain requirements need to know of each customer.</summary>
    IMicrosoftGraphPartnerSecurityCustomerInsight[]? CustomerInsights { get; set; }

    /// <summary>Recent changes of the score.</summary>
    IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }

    /// <summary>The requirements that make up the score.</summary>
    IMicrosoftGraphPartnerSecurityRequirement[]? Requirements { get; set; }
}
