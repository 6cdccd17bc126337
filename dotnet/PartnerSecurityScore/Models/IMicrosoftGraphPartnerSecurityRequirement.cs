using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>One requirement of the score (Graph's securityRequirement).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityRequirement
{
    /// <summary>The unique identifier. Read-only in the service.</summary>
    string? Id { get; set; }

    /// <summary>Where an admin can act on the requirement.</summary>
    string? ActionUrl { get; set; }

    /// <summary>A complianceStatus: compliant, noncomplaint (so spelt by the service).</summary>
    string? ComplianceStatus { get; set; }

    /// <summary>Documentation of the requirement.</summary>
    string? HelpUrl { get; set; }

    /// <summary>The highest score possible for the requirement.</summary>
    long? MaxScore { get; set; }

    /// <summary>A securityRequirementType, such as mfaEnforcedForAdmins.</summary>
    string? RequirementType { get; set; }

    /// <summary>The score reached for the requirement.</summary>
    long? Score { get; set; }

    /// <summary>A securityRequirementState: active, preview.</summary>
    string? State { get; set; }

    /// <summary>When the requirement last changed.</summary>
    DateTime? UpdatedDateTime { get; set; }
}
