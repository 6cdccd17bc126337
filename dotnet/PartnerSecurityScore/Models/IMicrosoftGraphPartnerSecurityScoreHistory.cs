using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>One change of the score (Graph's securityScoreHistory).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityScoreHistory
{
    /// <summary>The unique identifier. Read-only in the service.</summary>
    string? Id { get; set; }

    /// <summary>Requirements met at that time.</summary>
    long? CompliantRequirementsCount { get; set; }

    /// <summary>When the entry was made.</summary>
    DateTime? CreatedDateTime { get; set; }

    /// <summary>The score at that time.</summary>
    float? Score { get; set; }

    /// <summary>All requirements at that time.</summary>
    long? TotalRequirementsCount { get; set; }
}
