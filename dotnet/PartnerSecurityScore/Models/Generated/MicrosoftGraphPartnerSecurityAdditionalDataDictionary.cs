// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>Further details of an alert, under any names (Graph's additionalDataDictionary).</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface IMicrosoftGraphPartnerSecurityAdditionalDataDictionary
{
}

/// <inheritdoc cref="IMicrosoftGraphPartnerSecurityAdditionalDataDictionary" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class MicrosoftGraphPartnerSecurityAdditionalDataDictionary : OpenModel<MicrosoftGraphPartnerSecurityAdditionalDataDictionary, IMicrosoftGraphPartnerSecurityAdditionalDataDictionary>, IMicrosoftGraphPartnerSecurityAdditionalDataDictionary
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<MicrosoftGraphPartnerSecurityAdditionalDataDictionary, IMicrosoftGraphPartnerSecurityAdditionalDataDictionary>("additionalDataDictionary", []);

    internal override ModelSchema Schema => TypeSchema;
}
