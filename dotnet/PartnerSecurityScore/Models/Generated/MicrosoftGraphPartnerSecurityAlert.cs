// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>A security alert about a customer's tenant (partnerSecurityAlert in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityAlert : IMicrosoftGraphEntity
{
    /// <summary>The changes to the alert's status.</summary>
    IMicrosoftGraphPartnerSecurityActivityLog[]? ActivityLogs { get; set; }

    /// <summary>Additional details. Their names depend on the type of the alert.</summary>
    IMicrosoftGraphPartnerSecurityAdditionalDataDictionary? AdditionalDetails { get; set; }

    /// <summary>The resources that the alert reports as affected.</summary>
    IMicrosoftGraphPartnerSecurityAffectedResource[]? AffectedResources { get; set; }

    /// <summary>The type of the alert, such as networkConnectionsToCryptoMiningPools.</summary>
    string? AlertType { get; set; }

    /// <summary>The identifier of the offer that the customer's subscription belongs to.</summary>
    string? CatalogOfferId { get; set; }

    /// <summary>The confidence level of the alert: low, medium or high.</summary>
    string? ConfidenceLevel { get; set; }

    /// <summary>The identifier of the customer's tenant.</summary>
    string? CustomerTenantId { get; set; }

    /// <summary>The description of the alert and the recommended action.</summary>
    string? Description { get; set; }

    /// <summary>The time when the alert was raised.</summary>
    DateTime? DetectedDateTime { get; set; }

    /// <summary>The title of the alert.</summary>
    string? DisplayName { get; set; }

    /// <summary>The time when the activity that caused the alert was first observed.</summary>
    DateTime? FirstObservedDateTime { get; set; }

    /// <summary>Whether the alert is a test alert.</summary>
    bool? IsTest { get; set; }

    /// <summary>The time when the activity that caused the alert was last observed.</summary>
    DateTime? LastObservedDateTime { get; set; }

    /// <summary>The user who resolved the alert.</summary>
    string? ResolvedBy { get; set; }

    /// <summary>The time when the alert was resolved.</summary>
    DateTime? ResolvedOnDateTime { get; set; }

    /// <summary>The reason why the alert was resolved: legitimate, ignore or fraud.</summary>
    string? ResolvedReason { get; set; }

    /// <summary>The severity of the alert: informational, low, medium or high.</summary>
    string? Severity { get; set; }

    /// <summary>The status of the alert: active, investigating or resolved.</summary>
    string? Status { get; set; }

    /// <summary>The identifier of the customer's subscription.</summary>
    string? SubscriptionId { get; set; }

    /// <summary>The identifier of the value-added reseller's tenant.</summary>
    string? ValueAddedResellerTenantId { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityAlert" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityAlert : OpenModel<MicrosoftGraphPartnerSecurityAlert, IMicrosoftGraphPartnerSecurityAlert>, IMicrosoftGraphPartnerSecurityAlert
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityAlert, IMicrosoftGraphPartnerSecurityAlert>("partnerSecurityAlert", [
        new(nameof(Id), PropertyKind.Text),
        new(nameof(ActivityLogs), PropertyKind.ModelArray, nameof(MicrosoftGraphPartnerSecurityActivityLog)),
        new(nameof(AdditionalDetails), PropertyKind.Model, nameof(MicrosoftGraphPartnerSecurityAdditionalDataDictionary)),
        new(nameof(AffectedResources), PropertyKind.ModelArray, nameof(MicrosoftGraphPartnerSecurityAffectedResource)),
        new(nameof(AlertType), PropertyKind.Text),
        new(nameof(CatalogOfferId), PropertyKind.Text),
        new(nameof(ConfidenceLevel), PropertyKind.Text, values: ["low", "medium", "high", "unknownFutureValue"]),
        new(nameof(CustomerTenantId), PropertyKind.Text),
        new(nameof(Description), PropertyKind.Text),
        new(nameof(DetectedDateTime), PropertyKind.DateTime),
        new(nameof(DisplayName), PropertyKind.Text),
        new(nameof(FirstObservedDateTime), PropertyKind.DateTime),
        new(nameof(IsTest), PropertyKind.Boolean),
        new(nameof(LastObservedDateTime), PropertyKind.DateTime),
        new(nameof(ResolvedBy), PropertyKind.Text),
        new(nameof(ResolvedOnDateTime), PropertyKind.DateTime),
        new(nameof(ResolvedReason), PropertyKind.Text, values: ["legitimate", "ignore", "fraud", "unknownFutureValue"]),
        new(nameof(Severity), PropertyKind.Text, values: ["informational", "high", "medium", "low", "unknownFutureValue"]),
        new(nameof(Status), PropertyKind.Text, values: ["active", "resolved", "investigating", "unknownFutureValue"]),
        new(nameof(SubscriptionId), PropertyKind.Text),
        new(nameof(ValueAddedResellerTenantId), PropertyKind.Text),
    ]);

    public string? Id { get; set; }
    public IMicrosoftGraphPartnerSecurityActivityLog[]? ActivityLogs { get; set; }
    public IMicrosoftGraphPartnerSecurityAdditionalDataDictionary? AdditionalDetails { get; set; }
    public IMicrosoftGraphPartnerSecurityAffectedResource[]? AffectedResources { get; set; }
    public string? AlertType { get; set; }
    public string? CatalogOfferId { get; set; }
    public string? ConfidenceLevel { get; set; }
    public string? CustomerTenantId { get; set; }
    public string? Description { get; set; }
    public DateTime? DetectedDateTime { get; set; }
    public string? DisplayName { get; set; }
    public DateTime? FirstObservedDateTime { get; set; }
    public bool? IsTest { get; set; }
    public DateTime? LastObservedDateTime { get; set; }
    public string? ResolvedBy { get; set; }
    public DateTime? ResolvedOnDateTime { get; set; }
    public string? ResolvedReason { get; set; }
    public string? Severity { get; set; }
    public string? Status { get; set; }
    public string? SubscriptionId { get; set; }
    public string? ValueAddedResellerTenantId { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => Id,
        1 => ActivityLogs,
        2 => AdditionalDetails,
        3 => AffectedResources,
        4 => AlertType,
        5 => CatalogOfferId,
        6 => ConfidenceLevel,
        7 => CustomerTenantId,
        8 => Description,
        9 => DetectedDateTime,
        10 => DisplayName,
        11 => FirstObservedDateTime,
        12 => IsTest,
        13 => LastObservedDateTime,
        14 => ResolvedBy,
        15 => ResolvedOnDateTime,
        16 => ResolvedReason,
        17 => Severity,
        18 => Status,
        19 => SubscriptionId,
        _ => ValueAddedResellerTenantId,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                Id = (string?)value;
                break;
            case 1:
                ActivityLogs = (IMicrosoftGraphPartnerSecurityActivityLog[]?)value;
                break;
            case 2:
                AdditionalDetails = (IMicrosoftGraphPartnerSecurityAdditionalDataDictionary?)value;
                break;
            case 3:
                AffectedResources = (IMicrosoftGraphPartnerSecurityAffectedResource[]?)value;
                break;
            case 4:
                AlertType = (string?)value;
                break;
            case 5:
                CatalogOfferId = (string?)value;
                break;
            case 6:
                ConfidenceLevel = (string?)value;
                break;
            case 7:
                CustomerTenantId = (string?)value;
                break;
            case 8:
                Description = (string?)value;
                break;
            case 9:
                DetectedDateTime = (DateTime?)value;
                break;
            case 10:
                DisplayName = (string?)value;
                break;
            case 11:
                FirstObservedDateTime = (DateTime?)value;
                break;
            case 12:
                IsTest = (bool?)value;
                break;
            case 13:
                LastObservedDateTime = (DateTime?)value;
                break;
            case 14:
                ResolvedBy = (string?)value;
                break;
            case 15:
                ResolvedOnDateTime = (DateTime?)value;
                break;
            case 16:
                ResolvedReason = (string?)value;
                break;
            case 17:
                Severity = (string?)value;
                break;
            case 18:
                Status = (string?)value;
                break;
            case 19:
                SubscriptionId = (string?)value;
                break;
            case 20:
                ValueAddedResellerTenantId = (string?)value;
                break;
        }
    }
}
