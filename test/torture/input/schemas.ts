export type ScalarKind = 'text' | 'single' | 'whole' | 'date';
export type ModelName = 'Score' | 'CustomerInsight' | 'CustomerMfaInsight' | 'ScoreHistory' | 'Requirement';
export type PropertyType = ScalarKind | { model: ModelName } | { list: ModelName };

/** The declared properties of each model, in the order in which a body contains them. */
export const schemas: Record<ModelName, Record<string, PropertyType>> = {
  Score: {
    id: 'text',
    currentScore: 'single',
    lastRefreshDateTime: 'date',
    maxScore: 'single',
    updatedDateTime: 'date',
    customerInsights: { list: 'CustomerInsight' },
    history: { list: 'ScoreHistory' },
    requirements: { list: 'Requirement' },
  },
  CustomerInsight: { tenantId: 'text', mfa: { model: 'CustomerMfaInsight' } },
  CustomerMfaInsight: {
    compliantAdminsCount: 'whole',
    compliantNonAdminsCount: 'whole',
    legacyPerUserMfaStatus: 'text',
    mfaConditionalAccessPolicyStatus: 'text',
    securityDefaultsStatus: 'text',
    totalUsersCount: 'whole',
  },
  ScoreHistory: {
    id: 'text',
    compliantRequirementsCount: 'whole',
    createdDateTime: 'date',
    score: 'single',
    totalRequirementsCount: 'whole',
  },
  Requirement: {
    id: 'text',
    actionUrl: 'text',
    complianceStatus: 'text',
    helpUrl: 'text',
    maxScore: 'whole',
    requirementType: 'text',
    score: 'whole',
    state: 'text',
    updatedDateTime: 'date',
  },
};

export const modelNames = Object.keys(schemas) as ModelName[];
