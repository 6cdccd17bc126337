const dayInMs = 86_400_000;

const now = Date.now();

/** Returns the UTC time this many days ago, to the second, with the given text between date and time. */
export function daysAgo(days: number, between: string): string {
  return new Date(now - days * dayInMs).toISOString().slice(0, 19).replace('T', between);
}

export function tenantId(number: number): string {
  return `${number.toString().padStart(8, '0')}-4a5b-4c6d-8e7f-8091a2b3c4d5`;
}

/** Returns an invented score as JSON text. Its lists are not in the order in which recipes write them. */
export function recipeScore(currentScore: number): string {
  return JSON.stringify({
    id: 's-1',
    currentScore,
    maxScore: 100,
    requirements: [
      requirement('securityContactProvided', 10, 20),
      requirement('mfaEnforcedForAdmins', 30, 30),
      requirement('mfaEnforcedForAdminsOfCustomers', 5, 30),
      requirement('securityAlertsPromptlyResolved', 0, 20),
    ],
    customerInsights: [
      insight(1, 2, 7, 10),
      insight(2, 3, 7, 10),
      insight(3, 0, 9, 10),
      insight(4, 0, 0, 10),
      insight(5, 1, 0, 10),
    ],
    history: [entry(200, 30), entry(10, 41.5), entry(400, 12), entry(360, 25.25)],
  });
}

function requirement(requirementType: string, score: number, maxScore: number): object {
  return {
    id: requirementType,
    requirementType,
    complianceStatus: score === maxScore ? 'compliant' : 'noncomplaint',
    state: 'active',
    score,
    maxScore,
    actionUrl: `https://partner.example/${requirementType}`,
  };
}

function insight(number: number, admins: number, others: number, users: number): object {
  return {
    tenantId: tenantId(number),
    mfa: {
      compliantAdminsCount: admins,
      compliantNonAdminsCount: others,
      totalUsersCount: users,
      securityDefaultsStatus: 'disabled',
      mfaConditionalAccessPolicyStatus: 'enabled',
      legacyPerUserMfaStatus: 'disabled',
    },
  };
}

function entry(days: number, score: number): object {
  return {
    id: `h-${days}`,
    createdDateTime: `${daysAgo(days, 'T')}.1234567Z`,
    score,
    compliantRequirementsCount: 3,
    totalRequirementsCount: 7,
  };
}
