// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>A resource that an alert reports as affected (affectedResource in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityAffectedResource
{
    /// <summary>The identifier of the resource.</summary>
    string? ResourceId { get; set; }

    /// <summary>The type of the resource.</summary>
    string? ResourceType { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityAffectedResource" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityAffectedResource : OpenModel<MicrosoftGraphPartnerSecurityAffectedResource, IMicrosoftGraphPartnerSecurityAffectedResource>, IMicrosoftGraphPartnerSecurityAffectedResource
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityAffectedResource, IMicrosoftGraphPartnerSecurityAffectedResource>("affectedResource", [
        new(nameof(ResourceId), PropertyKind.Text),
        new(nameof(ResourceType), PropertyKind.Text),
    ]);

    public string? ResourceId { get; set; }
    public string? ResourceType { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        0 => ResourceId,
        _ => ResourceType,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                ResourceId = (string?)value;
                break;
            case 1:
                ResourceType = (string?)value;
                break;
        }
    }
}
