import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer, graphError } from '../../support/graphServer.ts';
import { connect } from '../../support/lab.ts';
import { plain } from '../../support/runResult.ts';
import { accessToken } from '../../support/tokens.ts';
import { errorIds, FamilyLab, json, onlyError, page, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const denied = graphError(403, 'Denied', 'No.');
const one = 'ALERT -PartnerSecurityAlertId a';
const identity = "-InputObject @{ PartnerSecurityAlertId = 'a' }";

/**
 * A call for each parameter set, with the end of the id of its errors without a code from Graph, and with the member
 * names of the target object of its errors.
 */
const sets: [script: string, action: string, target: string][] = [
  ['SCORE', 'GetMgBetaSecurityPartnerSecurityScore_Get', 'Property ExpandProperty Headers'],
  [
    'ALERT',
    'GetMgBetaSecurityPartnerSecurityAlert_List',
    'Top Skip Search Filter Count Sort Property ExpandProperty Headers',
  ],
  [
    one,
    'GetMgBetaSecurityPartnerSecurityAlert_Get',
    'PartnerSecurityAlertId Property ExpandProperty Headers',
  ],
  [
    `ALERT ${identity}`,
    'GetMgBetaSecurityPartnerSecurityAlert_GetViaIdentity',
    'Property ExpandProperty Headers',
  ],
  [
    'INSIGHT -CustomerInsightTenantId a',
    'GetMgBetaSecurityPartnerSecurityScoreCustomerInsight_Get',
    'CustomerInsightTenantId Property ExpandProperty Headers',
  ],
  [
    'UPDATE -PartnerSecurityAlertId a -Status x',
    'UpdateMgBetaSecurityPartnerSecurityAlert_UpdateExpanded',
    'PartnerSecurityAlertId Headers body',
  ],
  [
    'UPDATE -PartnerSecurityAlertId a -BodyParameter @{}',
    'UpdateMgBetaSecurityPartnerSecurityAlert_Update',
    'PartnerSecurityAlertId Headers body',
  ],
  [
    `UPDATE ${identity} -Status x`,
    'UpdateMgBetaSecurityPartnerSecurityAlert_UpdateViaIdentityExpanded',
    'Headers body',
  ],
  [
    `UPDATE ${identity} -BodyParameter @{}`,
    'UpdateMgBetaSecurityPartnerSecurityAlert_UpdateViaIdentity',
    'Headers body',
  ],
];

describe.each(sets)('of %s', (script, action, target) => {
  test('an error of the service has its code and message [family.errors.graph-error] [family.errors.target]', async () => {
    const seen = await lab.run(`${script}; 'goes on'`, denied);
    expect([texts(seen), errorIds(seen), seen.terminating]).toEqual([['goes on'], ['Denied'], null]);
    const error = onlyError(seen);
    expect(error).toMatchObject({ message: '[Denied] : No.', category: 'InvalidOperation' });
    const names = Object.keys(plain(error.targetObject) as object);
    // PowerShell does not distinguish member names by case.
    expect(names.join(' ').toLowerCase()).toBe(target.toLowerCase());
  });

  test('another error has the id of the command and its set [family.errors.own-id]', async () => {
    const seen = await lab.run(script, json('{'));
    expect(errorIds(seen)).toEqual([`Microsoft.Graph.Beta.PowerShell.Cmdlets.${action}`]);
    expect(onlyError(seen).category).toBe('NotSpecified');
  });
});

test('the target of an error has what was given [family.errors.target]', async () => {
  const seen = await lab.run(
    "ALERT -Top 5 -Filter 'isTest' -Sort a, b -Property id -Headers @{ 'X-Case' = 'h' }",
    denied,
  );
  expect(plain(onlyError(seen).targetObject)).toMatchObject({
    Top: 5,
    Filter: 'isTest',
    Sort: ['a', 'b'],
    Property: ['id'],
    Headers: { 'X-Case': 'h' },
  });
});

describe.each(['ALERT', one, 'UPDATE -PartnerSecurityAlertId a -Status x'])(
  'as for the update, of %s',
  (script) => {
    test('the details of an error have its facts [family.errors.details]', async () => {
      const seen = await lab.run(script, denied);
      expect(onlyError(seen).recommendedAction).toContain(
        `permission PartnerSecurity.${script.startsWith('UPDATE') ? 'ReadWrite' : 'Read'}.All`,
      );
      expect(onlyError(seen).errorDetails).toMatch(
        /^No\.\nStatus: 403 \(Forbidden\)\nErrorCode: Denied\nDate: \d{4}-.*\nrequest-id: [\da-f-]{36}\nclient-request-id: [\da-f-]{36}$/,
      );
    });

    test.each([
      [400, 'BadRequest', 'The server responded with a Request Error, Status: BadRequest'],
      [500, 'InternalServerError', 'The server responded with a Server Error, Status: InternalServerError'],
    ])(
      'an error %i without code and message speaks of the status [family.errors.without-code]',
      async (status, id, message) => {
        const seen = await lab.run(script, { status });
        expect(errorIds(seen)).toEqual([id]);
        expect(onlyError(seen)).toMatchObject({ message, category: 'InvalidOperation' });
      },
    );

    test('a busy service is asked four times in all [family.errors.retries]', async () => {
      const busy = [429, 503, 504, 429].map((status) => ({ status, headers: { 'Retry-After': '0' } }));
      const seen = await lab.run(script, ...busy);
      expect(seen.requests.map(({ headers }) => headers['retry-attempt'])).toEqual([
        undefined,
        '1',
        '2',
        '3',
      ]);
      expect(errorIds(seen)).toEqual(['TooManyRequests']);
    });

    test('a redirect is followed, without the token on another host [family.errors.redirects]', async () => {
      const other = await GraphServer.start();
      try {
        other.reply({ status: 204 });
        const seen = await lab.mustRun(script, { status: 307, headers: { Location: `${other.url}/moved` } });
        const method = script.startsWith('UPDATE') ? 'PATCH' : 'GET';
        expect(seen.requests).toHaveLength(1);
        expect(other.requests.map((request) => [request.method, request.url])).toEqual([[method, '/moved']]);
        expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
      } finally {
        await other.close();
      }
    });

    test('a 304 is an error with its name as the id [family.errors.not-modified]', async () => {
      expect(errorIds(await lab.run(script, { status: 304 }))).toEqual(['NotModified']);
    });
  },
);

test('a 304 is an error that says so [family.errors.not-modified]', async () => {
  expect(onlyError(await lab.run('ALERT', { status: 304 })).message).toBe(
    'The server responded with an unrecognized response, Status: NotModified',
  );
});

test('a read whose connection breaks is sent once more, under the same id [family.errors.broken-read]', async () => {
  const seen = await lab.mustRun('(ALERT).Id', { destroy: 'afterReading' }, page(['a']));
  expect(texts(seen)).toEqual(['a']);
  expect(sent(seen)).toEqual(['GET securityAlerts', 'GET securityAlerts']);
  expect(new Set(seen.requests.map(({ headers }) => headers['client-request-id'])).size).toBe(1);
});

test('a read whose connection breaks twice is an error [family.errors.broken-read]', async () => {
  const seen = await lab.run('ALERT', { destroy: 'afterReading' }, { destroy: 'afterReading' });
  expect(seen.requests).toHaveLength(2);
  onlyError(seen);
});

test('an update whose connection breaks is sent once [family.errors.broken-read]', async () => {
  const seen = await lab.run('UPDATE -PartnerSecurityAlertId a -Status x', { destroy: 'afterReading' });
  expect(seen.requests).toHaveLength(1);
  expect(onlyError(seen).message).toMatch(/outcome is unknown/);
});

test('without a sign-in each record is one error that asks for it [family.errors.not-connected]', async () => {
  await lab.mustRun('$null = Disconnect-MgGraph');
  try {
    const seen = await lab.run(
      "@{ 'X-Case' = 1 }, @{ 'X-Case' = 2 } | ALERT -All; SCORE; UPDATE -PartnerSecurityAlertId a -Status x",
    );
    expect([seen.requests, seen.terminating]).toEqual([[], null]);
    expect(seen.errors.map(({ message }) => message)).toEqual(
      Array.from({ length: 4 }, () => 'Authentication needed. Please call Connect-MgGraph.'),
    );
  } finally {
    await lab.mustRun(connect(lab, accessToken()));
  }
});

test('a 401 is an error at once where the token cannot be renewed [family.errors.unauthorized]', async () => {
  const seen = await lab.run('ALERT', graphError(401, 'InvalidAuthenticationToken', 'It has expired.'));
  expect([errorIds(seen), seen.requests.length]).toEqual([['InvalidAuthenticationToken'], 1]);
});
