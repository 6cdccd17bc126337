// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>An object that identifies the target of a command.</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface ISecurityIdentity
{
    /// <summary>The identifier of the alert.</summary>
    string? PartnerSecurityAlertId { get; set; }

    /// <summary>The identifier of the customer's tenant.</summary>
    string? CustomerInsightTenantId { get; set; }

    /// <summary>The identifier of the history entry.</summary>
    string? SecurityScoreHistoryId { get; set; }

    /// <summary>The identifier of the requirement.</summary>
    string? SecurityRequirementId { get; set; }
}

/// <inheritdoc cref="ISecurityIdentity" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class SecurityIdentity : Model<SecurityIdentity, ISecurityIdentity>, ISecurityIdentity
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<SecurityIdentity, ISecurityIdentity>("securityIdentity", [
        new(nameof(PartnerSecurityAlertId), PropertyKind.Text, jsonName: "partnerSecurityAlert-id"),
        new(nameof(CustomerInsightTenantId), PropertyKind.Text, jsonName: "customerInsight-tenantId"),
        new(nameof(SecurityScoreHistoryId), PropertyKind.Text, jsonName: "securityScoreHistory-id"),
        new(nameof(SecurityRequirementId), PropertyKind.Text, jsonName: "securityRequirement-id"),
    ]);

    public string? PartnerSecurityAlertId { get; set; }
    public string? CustomerInsightTenantId { get; set; }
    public string? SecurityScoreHistoryId { get; set; }
    public string? SecurityRequirementId { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => PartnerSecurityAlertId,
        1 => CustomerInsightTenantId,
        2 => SecurityScoreHistoryId,
        _ => SecurityRequirementId,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                PartnerSecurityAlertId = (string?)value;
                break;
            case 1:
                CustomerInsightTenantId = (string?)value;
                break;
            case 2:
                SecurityScoreHistoryId = (string?)value;
                break;
            case 3:
                SecurityRequirementId = (string?)value;
                break;
        }
    }
}
