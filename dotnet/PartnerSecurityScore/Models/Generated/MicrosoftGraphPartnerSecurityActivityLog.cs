// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>A change to the status of an alert (activityLog in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityActivityLog
{
    /// <summary>The previous status of the alert.</summary>
    string? StatusFrom { get; set; }

    /// <summary>The new status of the alert.</summary>
    string? StatusTo { get; set; }

    /// <summary>The user who changed the status.</summary>
    string? UpdatedBy { get; set; }

    /// <summary>The time when the status changed.</summary>
    DateTime? UpdatedDateTime { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityActivityLog" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityActivityLog : OpenModel<MicrosoftGraphPartnerSecurityActivityLog, IMicrosoftGraphPartnerSecurityActivityLog>, IMicrosoftGraphPartnerSecurityActivityLog
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityActivityLog, IMicrosoftGraphPartnerSecurityActivityLog>("activityLog", [
        new(nameof(StatusFrom), PropertyKind.Text, values: ["active", "resolved", "investigating", "unknownFutureValue"]),
        new(nameof(StatusTo), PropertyKind.Text, values: ["active", "resolved", "investigating", "unknownFutureValue"]),
        new(nameof(UpdatedBy), PropertyKind.Text),
        new(nameof(UpdatedDateTime), PropertyKind.DateTime),
    ]);

    public string? StatusFrom { get; set; }
    public string? StatusTo { get; set; }
    public string? UpdatedBy { get; set; }
    public DateTime? UpdatedDateTime { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => StatusFrom,
        1 => StatusTo,
        2 => UpdatedBy,
        _ => UpdatedDateTime,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                StatusFrom = (string?)value;
                break;
            case 1:
                StatusTo = (string?)value;
                break;
            case 2:
                UpdatedBy = (string?)value;
                break;
            case 3:
                UpdatedDateTime = (DateTime?)value;
                break;
        }
    }
}
