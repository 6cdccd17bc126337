// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>The base type of objects that have an identifier (entity in Graph).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphEntity
{
    /// <summary>The unique identifier, which the service assigns.</summary>
    string? Id { get; set; }
}

/// <inheritdoc cref="IMicrosoftGraphEntity" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphEntity : OpenModel<MicrosoftGraphEntity, IMicrosoftGraphEntity>, IMicrosoftGraphEntity
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphEntity, IMicrosoftGraphEntity>("entity", [
        new(nameof(Id), PropertyKind.Text),
    ]);

    public string? Id { get; set; }

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
        _ => Id,
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
            case 0:
                Id = (string?)value;
                break;
        }
    }
}
