import { type Answer, graphError, type Handler } from '../test/support/graphServer.ts';
import { PartnerService } from '../test/support/partnerService.ts';
import { sampleScore } from '../test/support/sampleScore.ts';

/** A step of the demonstration and its expected result. */
export interface Step {
  title: string;
  /** The description of the expected result for the reader. */
  expectation: string;
  script: string;
  /**
   * The stand-in's response to each request of the step. By default, the stand-in merges the body of a PATCH into its
   * score, and returns the score.
   */
  answer?: Answer | Handler;
  expected: Expected;
}

export interface Expected {
  /** The method and path of each request, in order. The default is one update of the score per body. */
  requests?: string[];
  /** The body of each request as compact JSON, in order. Member order and number formatting are significant. */
  bodies: string[];
  /** The number of scores written to the pipeline. */
  scores: number;
  /** The rest of the output, one object per line. The default is none. */
  text?: string;
  /** A pattern that matches a line written to the host. */
  hostLine?: RegExp;
  /**
   * Patterns that match the ID, and the message or details, of the only error. Without them, any error is a failure.
   */
  error?: { id: RegExp; says: RegExp };
}

const command = 'Update-MgBetaSecurityPartnerSecurityScore';
const models = 'Microsoft.Graph.Beta.PowerShell.Models';
const requestId = '6f6c2a3e-90c4-4f0d-8c83-5a3b8d1c7e42';

export const steps: Step[] = [
  {
    title: 'The score, and what holds it down',
    expectation: 'Two GETs, for the score and the requirements; the output names two with missing points.',
    script: [
      'Get-MgBetaSecurityPartnerSecurityScore',
      'Get-MgBetaSecurityPartnerSecurityScoreRequirement | Where-Object { $_.Score -lt $_.MaxScore } |',
      "  ForEach-Object { '{0}: {1} of {2}' -f $_.RequirementType, $_.Score, $_.MaxScore }",
    ].join('\n'),
    answer: new PartnerService().answer,
    expected: {
      requests: [
        'GET /beta/security/partner/securityScore',
        'GET /beta/security/partner/securityScore/requirements',
      ],
      bodies: ['', ''],
      scores: 1,
      text: 'mfaEnforcedForAdmins: 0 of 20\nspendingBudgetSetForCustomerAzureSubscriptions: 0 of 10',
    },
  },
  {
    title: 'Expanded parameters, with a hashtable for -History',
    expectation:
      'One PATCH; the hashtable becomes a one-element array; the date is sent in UTC with seven decimals.',
    script: [
      '$created = [datetime]::new(2024, 1, 2, 3, 4, 5, [DateTimeKind]::Utc)',
      `${command} -CurrentScore 85.4 -History @{ score = 85.4; createdDateTime = $created }`,
    ].join('\n'),
    expected: {
      bodies: [
        '{"currentScore":85.4,"history":[{"createdDateTime":"2024-01-02T03:04:05.0000000Z","score":85.4}]}',
      ],
      scores: 1,
    },
  },
  {
    title: '-BodyParameter with a model',
    expectation: 'One PATCH; the unknown property tier is sent too, and a large count keeps all its digits.',
    script: [
      `$score = [${models}.MicrosoftGraphPartnerSecurityScore]@{`,
      '  currentScore = 71.5; maxScore = 100; tier = "gold"',
      '  customerInsights = @(@{ tenantId = "contoso"; mfa = @{ totalUsersCount = 9007199254740993 } })',
      '}',
      `${command} -BodyParameter $score`,
    ].join('\n'),
    expected: {
      bodies: [
        '{"tier":"gold","currentScore":71.5,"maxScore":100,"customerInsights":' +
          '[{"tenantId":"contoso","mfa":{"totalUsersCount":9007199254740993}}]}',
      ],
      scores: 1,
    },
  },
  {
    title: '-BodyParameter with JSON text',
    expectation: 'One PATCH; the digits of an unknown number and of the date are unchanged.',
    script:
      `${command} -BodyParameter '{ "currentScore": 14.29, "weight": 14.290000000000001,` +
      ` "updatedDateTime": "2023-09-26T04:04:01.4261872Z" }'`,
    expected: {
      bodies: [
        '{"weight":14.290000000000001,"currentScore":14.29,"updatedDateTime":"2023-09-26T04:04:01.4261872Z"}',
      ],
      scores: 1,
    },
  },
  {
    title: 'Several records through the pipeline',
    expectation: 'Three PATCHes in order: a model, a pscustomobject and JSON text are each a body.',
    script: [
      `$model = [${models}.MicrosoftGraphPartnerSecurityScore]@{ currentScore = 1 }`,
      `$model, [pscustomobject]@{ currentScore = 2 }, '{"currentScore":3}' | ${command}`,
    ].join('\n'),
    expected: { bodies: ['{"currentScore":1}', '{"currentScore":2}', '{"currentScore":3}'], scores: 3 },
  },
  {
    title: '-WhatIf',
    expectation: 'The "What if" message, and no request.',
    script: `${command} -CurrentScore 100 -WhatIf`,
    expected: {
      bodies: [],
      scores: 0,
      hostLine: /^What if: .*SecurityScore_UpdateExpanded" on .*'PATCH \/security\/partner\/securityScore'/,
    },
  },
  {
    title: '-ResponseHeadersVariable',
    expectation: `$rhv['request-id'] holds what the service sent, ${requestId}.`,
    script: `${command} -CurrentScore 90 -ResponseHeadersVariable rhv\n$rhv['request-id']`,
    answer: {
      headers: { 'Content-Type': 'application/json', 'request-id': requestId },
      body: sampleScore,
    },
    expected: { bodies: ['{"currentScore":90}'], scores: 1, text: requestId },
  },
  {
    title: 'A value of the wrong type',
    expectation: 'An error that names the property, and no request.',
    script: `${command} -BodyParameter @{ currentScore = 'abc' }`,
    expected: {
      bodies: [],
      scores: 0,
      error: { id: /^ParameterArgumentTransformationError,/, says: /currentScore/ },
    },
  },
  {
    title: "Graph's own error",
    expectation: "An error with Graph's code and message and the status of the answer.",
    script: `${command} -CurrentScore 50`,
    answer: graphError(403, 'Forbidden', 'The tenant is not a partner.'),
    expected: {
      bodies: ['{"currentScore":50}'],
      scores: 0,
      error: { id: /^Forbidden,/, says: /The tenant is not a partner\..*Status: 403/s },
    },
  },
];
