using System;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>PowerShell's casts to the model classes and interfaces.</summary>
public sealed class ModelTypeConverter : PSTypeConverter
{
    private static readonly ModelSchema[] Schemas =
    [
        MicrosoftGraphPartnerSecurityScore.TypeSchema,
        MicrosoftGraphPartnerSecurityCustomerInsight.TypeSchema,
        MicrosoftGraphPartnerSecurityCustomerMfaInsight.TypeSchema,
        MicrosoftGraphPartnerSecurityScoreHistory.TypeSchema,
        MicrosoftGraphPartnerSecurityRequirement.TypeSchema,
    ];

    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        SchemaOf(destinationType) is ModelSchema schema && ModelBinder.Accepts(sourceValue, schema);

    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        CanConvertFrom((object)sourceValue, destinationType);

    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModelBinder.Bind(sourceValue, SchemaOf(destinationType)!, string.Empty);

    public override object ConvertFrom(
        PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom((object)sourceValue, destinationType, formatProvider, ignoreCase);

    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    public override bool CanConvertTo(PSObject sourceValue, Type destinationType) => false;

    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException("Models convert from other values, not to them.");

    public override object ConvertTo(
        PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertTo((object)sourceValue, destinationType, formatProvider, ignoreCase);

    private static ModelSchema? SchemaOf(Type destinationType) =>
        Array.Find(Schemas, schema => destinationType.IsAssignableFrom(schema.ModelType));
}
