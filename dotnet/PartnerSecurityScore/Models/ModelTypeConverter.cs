using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>Converts the values that PowerShell casts to model classes and interfaces.</summary>
public sealed class ModelTypeConverter : PSTypeConverter
{
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        ModelBinder.Accepts(sourceValue, SchemaOf(destinationType));

    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        CanConvertFrom((object)sourceValue, destinationType);

    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModelBinder.Bind(sourceValue, SchemaOf(destinationType), string.Empty);

    public override object ConvertFrom(
        PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom((object)sourceValue, destinationType, formatProvider, ignoreCase);

    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    public override bool CanConvertTo(PSObject sourceValue, Type destinationType) => false;

    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException("A model cannot be converted to another type.");

    public override object ConvertTo(
        PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertTo((object)sourceValue, destinationType, formatProvider, ignoreCase);

    /// <param name="destinationType">A model class or its interface.</param>
    private static ModelSchema SchemaOf(Type destinationType) =>
        ModelSchemas.Of(destinationType.IsInterface ? destinationType.Name.Substring(1) : destinationType.Name);
}
