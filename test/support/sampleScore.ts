/**
 * An invented score in the service's format. It contains values that are easy to mishandle: dates with seven decimal
 * places, numbers that a double would change, derived types of requirements, and undocumented properties.
 */
export const sampleScore = `{
  "@odata.context": "https://graph.microsoft.com/beta/$metadata#security/partner/securityScore/$entity",
  "id": "7b0f6c7e-5d0a-4f0e-9c59-0d5a2f6a1e11",
  "currentScore": 14.29,
  "maxScore": 100.0,
  "lastRefreshDateTime": "2023-09-26T04:04:01.4261872Z",
  "updatedDateTime": "2023-09-25T22:10:00Z",
  "scoreModel": { "version": 3, "weight": 14.290000000000001, "checksum": 9223372036854775807 },
  "requirements": [
    {
      "@odata.type": "#microsoft.graph.partner.security.adminsMfaEnforcedSecurityRequirement",
      "id": "mfaEnforcedForAdmins",
      "requirementType": "mfaEnforcedForAdmins",
      "actionUrl": "https://partner.example/action/admins-mfa",
      "helpUrl": "https://partner.example/help/admins-mfa",
      "complianceStatus": "noncomplaint",
      "state": "active",
      "score": 0,
      "maxScore": 20,
      "updatedDateTime": "2023-09-26T04:04:01.4261872Z",
      "mfaEnabledAdminsCount": 3,
      "mfaEnabledUsersCount": 41,
      "totalAdminsCount": 7,
      "totalUsersCount": 52
    },
    {
      "@odata.type": "#microsoft.graph.partner.security.customersMfaEnforcedSecurityRequirement",
      "id": "mfaEnforcedForAdminsOfCustomers",
      "requirementType": "mfaEnforcedForAdminsOfCustomers",
      "actionUrl": "https://partner.example/action/customers-mfa",
      "helpUrl": "https://partner.example/help/customers-mfa",
      "complianceStatus": "compliant",
      "state": "active",
      "score": 20,
      "maxScore": 20,
      "updatedDateTime": "2023-09-24T11:30:00.5Z",
      "compliantTenantsCount": 12,
      "totalTenantsCount": 12
    },
    {
      "@odata.type": "#microsoft.graph.partner.security.customersSpendingBudgetSecurityRequirement",
      "id": "spendingBudgetSetForCustomerAzureSubscriptions",
      "requirementType": "spendingBudgetSetForCustomerAzureSubscriptions",
      "actionUrl": "https://partner.example/action/budget",
      "helpUrl": null,
      "complianceStatus": "noncomplaint",
      "state": "preview",
      "score": 0,
      "maxScore": 10,
      "updatedDateTime": "2023-09-20T00:00:00Z",
      "customersWithSpendBudgetCount": 5,
      "totalCustomersCount": 12
    },
    {
      "@odata.type": "#microsoft.graph.partner.security.responseTimeSecurityRequirement",
      "id": "securityAlertsPromptlyResolved",
      "requirementType": "securityAlertsPromptlyResolved",
      "actionUrl": "https://partner.example/action/alerts",
      "helpUrl": "https://partner.example/help/alerts",
      "complianceStatus": "compliant",
      "state": "active",
      "score": 20,
      "maxScore": 20,
      "updatedDateTime": "2023-09-26T01:00:00Z",
      "averageResponseTimeInHours": 6.75
    }
  ],
  "customerInsights": [
    {
      "tenantId": "1f2d3c4b-0001-4a5b-8c6d-7e8f9a0b1c2d",
      "mfa": {
        "compliantAdminsCount": 2,
        "compliantNonAdminsCount": 31,
        "totalUsersCount": 36,
        "legacyPerUserMfaStatus": "disabled",
        "mfaConditionalAccessPolicyStatus": "enabled",
        "securityDefaultsStatus": "disabled"
      }
    },
    {
      "tenantId": "1f2d3c4b-0002-4a5b-8c6d-7e8f9a0b1c2d",
      "mfa": {
        "compliantAdminsCount": 0,
        "compliantNonAdminsCount": 4,
        "totalUsersCount": 9007199254740993,
        "legacyPerUserMfaStatus": "enabled",
        "mfaConditionalAccessPolicyStatus": "disabled",
        "securityDefaultsStatus": "unknownFutureValue"
      }
    }
  ],
  "history": [
    {
      "id": "20230926",
      "createdDateTime": "2023-09-26T04:04:01.4261872Z",
      "score": 14.29,
      "compliantRequirementsCount": 2,
      "totalRequirementsCount": 4
    },
    {
      "id": "20230925",
      "createdDateTime": "2023-09-25T04:03:58.0000001Z",
      "score": 12.5,
      "compliantRequirementsCount": 1,
      "totalRequirementsCount": 4
    }
  ]
}`;
