import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, page, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

test('a ConsistencyLevel goes with each page [family.query.consistency-level]', async () => {
  const { requests } = await lab.mustRun(
    "ALERT -All -Headers @{ ConsistencyLevel = 'eventual' }",
    page(['a'], lab.link('$skiptoken=2')),
    page(['b']),
  );
  expect(requests.map(({ headers }) => headers['consistencylevel'])).toEqual(['eventual', 'eventual']);
});

describe('the headers of a read', () => {
  const usual = [
    'accept-encoding',
    'authorization',
    'cache-control',
    'client-request-id',
    'connection',
    'featureflag',
    'host',
    'sdkversion',
    'user-agent',
  ];

  test.each(['SCORE', 'ALERT', 'ALERT -PartnerSecurityAlertId a'])(
    'of %s are those of the update, but none of a body [family.headers.read]',
    async (script) => {
      const { requests } = await lab.mustRun(script);
      expect(requests.map(({ rawHeaders }) => rawHeaders.map(([name]) => name.toLowerCase()).sort())).toEqual(
        [usual],
      );
      expect(requests[0]?.headers).toMatchObject({
        featureflag: '00000003',
        'cache-control': 'no-store, no-cache',
        'accept-encoding': 'gzip, deflate, br',
        authorization: expect.stringMatching(/^Bearer \S+$/),
        'user-agent': expect.stringMatching(/^Mozilla\/5\.0 \(.+\) PowerShell\//),
        'client-request-id': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      });
    },
  );

  test('have the same SDK version on every page, whatever its link [family.headers.sdk-version]', async () => {
    const { requests } = await lab.mustRun(
      'ALERT -All',
      page(['a'], lab.link('$skiptoken=2')),
      page(['b'], `${lab.url}/v1.0/security/partner/securityAlerts?$skiptoken=3`),
      page(['c']),
    );
    const versions = requests.map(({ rawHeaders }) =>
      rawHeaders.filter(([name]) => name.toLowerCase() === 'sdkversion').map(([, value]) => value),
    );
    const [first] = versions;
    expect(first).toEqual([expect.stringMatching(/^graph-powershell-beta\/\d+\.\d+\.\d+$/)]);
    expect(versions).toEqual([first, first, first]);
  });

  test('-ResponseHeadersVariable holds those of the first page [family.headers.variable-all]', async () => {
    const first = page(['a'], lab.link('$skiptoken=2'));
    const second = page(['b']);
    const seen = await lab.mustRun(
      "$null = ALERT -All -ResponseHeadersVariable rhv; $rhv['request-id']",
      { ...first, headers: { ...first.headers, 'request-id': 'r1' } },
      { ...second, headers: { ...second.headers, 'request-id': 'r2' } },
    );
    expect(texts(seen)).toEqual(['r1']);
  });

  test.each(['ALERT', 'ALERT -PartnerSecurityAlertId a'])(
    '-ResponseHeadersVariable holds those of an error to %s [family.headers.variable-error]',
    async (script) => {
      const seen = await lab.run(`${script} -RHV rhv; $rhv['request-id']`, {
        status: 403,
        headers: { 'request-id': 'r3' },
      });
      expect([texts(seen), errorIds(seen)]).toEqual([['r3'], ['Forbidden']]);
    },
  );
});
