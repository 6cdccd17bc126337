// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>A requirement of the security score (securityRequirement in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityRequirement : IMicrosoftGraphEntity
{
    /// <summary>The link to the page where an admin can act on the requirement.</summary>
    string? ActionUrl { get; set; }

    /// <summary>The compliance status of the requirement: compliant or noncomplaint (the service uses this spelling).</summary>
    string? ComplianceStatus { get; set; }

    /// <summary>The link to the documentation for the requirement.</summary>
    string? HelpUrl { get; set; }

    /// <summary>The maximum possible score for the requirement.</summary>
    long? MaxScore { get; set; }

    /// <summary>The type of the requirement, such as mfaEnforcedForAdmins.</summary>
    string? RequirementType { get; set; }

    /// <summary>The current score for the requirement.</summary>
    long? Score { get; set; }

    /// <summary>The state of the requirement: active or preview.</summary>
    string? State { get; set; }

    /// <summary>The time when the requirement last changed.</summary>
    DateTime? UpdatedDateTime { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityRequirement" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityRequirement : OpenModel<MicrosoftGraphPartnerSecurityRequirement, IMicrosoftGraphPartnerSecurityRequirement>, IMicrosoftGraphPartnerSecurityRequirement
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityRequirement, IMicrosoftGraphPartnerSecurityRequirement>("securityRequirement", [
        new(nameof(Id), PropertyKind.Text),
        new(nameof(ActionUrl), PropertyKind.Text),
        new(nameof(ComplianceStatus), PropertyKind.Text, values: ["compliant", "noncomplaint", "unknownFutureValue"]),
        new(nameof(HelpUrl), PropertyKind.Text),
        new(nameof(MaxScore), PropertyKind.Int64),
        new(nameof(RequirementType), PropertyKind.Text, values: ["mfaEnforcedForAdmins", "mfaEnforcedForAdminsOfCustomers", "securityAlertsPromptlyResolved", "securityContactProvided", "spendingBudgetSetForCustomerAzureSubscriptions", "unknownFutureValue"]),
        new(nameof(Score), PropertyKind.Int64),
        new(nameof(State), PropertyKind.Text, values: ["active", "preview", "unknownFutureValue"]),
        new(nameof(UpdatedDateTime), PropertyKind.DateTime),
    ]);

    public string? Id { get; set; }
    public string? ActionUrl { get; set; }
    public string? ComplianceStatus { get; set; }
    public string? HelpUrl { get; set; }
    public long? MaxScore { get; set; }
    public string? RequirementType { get; set; }
    public long? Score { get; set; }
    public string? State { get; set; }
    public DateTime? UpdatedDateTime { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => Id,
        1 => ActionUrl,
        2 => ComplianceStatus,
        3 => HelpUrl,
        4 => MaxScore,
        5 => RequirementType,
        6 => Score,
        7 => State,
        _ => UpdatedDateTime,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                Id = (string?)value;
                break;
            case 1:
                ActionUrl = (string?)value;
                break;
            case 2:
                ComplianceStatus = (string?)value;
                break;
            case 3:
                HelpUrl = (string?)value;
                break;
            case 4:
                MaxScore = (long?)value;
                break;
            case 5:
                RequirementType = (string?)value;
                break;
            case 6:
                Score = (long?)value;
                break;
            case 7:
                State = (string?)value;
                break;
            case 8:
                UpdatedDateTime = (DateTime?)value;
                break;
        }
    }
}
