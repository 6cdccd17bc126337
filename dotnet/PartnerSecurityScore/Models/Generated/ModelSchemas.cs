// Generated from api/partner-security.json by npm run generate.
using System;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>Maps the names of the model classes to their schemas.</summary>
internal static class ModelSchemas
{
    internal static ModelSchema Of(string name) => name switch
    {
        nameof(MicrosoftGraphEntity) => MicrosoftGraphEntity.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityScore) => MicrosoftGraphPartnerSecurityScore.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityRequirement) => MicrosoftGraphPartnerSecurityRequirement.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityCustomerInsight) => MicrosoftGraphPartnerSecurityCustomerInsight.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityCustomerMfaInsight) => MicrosoftGraphPartnerSecurityCustomerMfaInsight.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityScoreHistory) => MicrosoftGraphPartnerSecurityScoreHistory.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityAlert) => MicrosoftGraphPartnerSecurityAlert.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityActivityLog) => MicrosoftGraphPartnerSecurityActivityLog.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityAffectedResource) => MicrosoftGraphPartnerSecurityAffectedResource.TypeSchema,
        nameof(MicrosoftGraphPartnerSecurityAdditionalDataDictionary) => MicrosoftGraphPartnerSecurityAdditionalDataDictionary.TypeSchema,
        nameof(SecurityIdentity) => SecurityIdentity.TypeSchema,
        _ => throw new ArgumentException("There is no model " + name + "."),
    };
}
