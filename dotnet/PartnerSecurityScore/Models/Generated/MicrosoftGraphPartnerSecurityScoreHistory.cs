// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>An entry in the history of the security score (securityScoreHistory in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityScoreHistory : IMicrosoftGraphEntity
{
    /// <summary>The number of requirements that were met when the entry was created.</summary>
    long? CompliantRequirementsCount { get; set; }

    /// <summary>The time when the entry was created.</summary>
    DateTime? CreatedDateTime { get; set; }

    /// <summary>The score when the entry was created.</summary>
    float? Score { get; set; }

    /// <summary>The total number of requirements when the entry was created.</summary>
    long? TotalRequirementsCount { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityScoreHistory" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityScoreHistory : OpenModel<MicrosoftGraphPartnerSecurityScoreHistory, IMicrosoftGraphPartnerSecurityScoreHistory>, IMicrosoftGraphPartnerSecurityScoreHistory
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityScoreHistory, IMicrosoftGraphPartnerSecurityScoreHistory>("securityScoreHistory", [
        new(nameof(Id), PropertyKind.Text),
        new(nameof(CompliantRequirementsCount), PropertyKind.Int64),
        new(nameof(CreatedDateTime), PropertyKind.DateTime),
        new(nameof(Score), PropertyKind.Single),
        new(nameof(TotalRequirementsCount), PropertyKind.Int64),
    ]);

    public string? Id { get; set; }
    public long? CompliantRequirementsCount { get; set; }
    public DateTime? CreatedDateTime { get; set; }
    public float? Score { get; set; }
    public long? TotalRequirementsCount { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => Id,
        1 => CompliantRequirementsCount,
        2 => CreatedDateTime,
        3 => Score,
        _ => TotalRequirementsCount,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                Id = (string?)value;
                break;
            case 1:
                CompliantRequirementsCount = (long?)value;
                break;
            case 2:
                CreatedDateTime = (DateTime?)value;
                break;
            case 3:
                Score = (float?)value;
                break;
            case 4:
                TotalRequirementsCount = (long?)value;
                break;
        }
    }
}
