// Generated from api/partner-security.json by npm run generate.
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>The additional details of an alert, which can have any names (additionalDataDictionary in Graph).</summary>
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
