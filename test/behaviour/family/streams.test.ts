import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphError } from '../../support/graphServer.ts';
import { commands, errorIds, FamilyLab, page, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const denied = graphError(403, 'Denied', 'No.');

test('-Verbose says nothing on a read [family.errors.verbose]', async () => {
  const { verbose } = await lab.mustRun(
    'ALERT -All -Verbose; SCORE -Verbose',
    page(['a'], lab.link('$skiptoken=2')),
    page(['b']),
  );
  expect(verbose).toEqual([]);
});

describe('-Debug', () => {
  const answer = { ...page(['a']), headers: { 'Content-Type': 'application/json', 'X-Last': 'whole' } };

  test('has a block for the request and one for the answer of each page [family.errors.debug]', async () => {
    const { debug } = await lab.mustRun(
      '$null = ALERT -All -Debug',
      page(['a'], lab.link('$skiptoken=2')),
      answer,
    );
    const lines = debug.flatMap((block) => block.split(/\r?\n/).slice(0, 1));
    const [begin, end] = ['Begin', 'End'].map((part) => `[Cmdlet${part}Processing]: - ${commands.ALERT} `);
    expect(lines[0]).toBe(`${begin}begin processing with parameterSet 'List'.`);
    const blocks = ['REQUEST', 'RESPONSE'].map((name) => expect.stringMatching(`^=+ HTTP ${name} =+$`));
    expect(lines.filter((line) => line.startsWith('='))).toEqual([...blocks, ...blocks]);
    expect(lines.at(-1)).toBe(`${end}end processing.`);
    expect(
      debug.filter((block) => block.includes('HTTP REQUEST')).map((block) => block.split(/\r?\n/)),
    ).toEqual([
      expect.arrayContaining([`${lab.url}/beta/security/partner/securityAlerts`]),
      expect.arrayContaining([lab.link('$skiptoken=2')]),
    ]);
  });

  test('has each header whole [family.errors.debug-headers]', async () => {
    const { debug, requests } = await lab.mustRun('$null = ALERT -Debug', answer);
    const request = debug.find((block) => block.includes('HTTP REQUEST'))?.split(/\r?\n/);
    for (const name of ['client-request-id', 'SdkVersion', 'FeatureFlag', 'Cache-Control']) {
      expect(request).toContain(`${name.padEnd(30)}: ${requests[0]?.headers[name.toLowerCase()]}`);
    }
    const response = debug.find((block) => block.includes('HTTP RESPONSE'))?.split(/\r?\n/);
    expect(response).toContain(`${'X-Last'.padEnd(30)}: whole`);
  });
});

test.each([
  ['UpdateExpanded', '-PartnerSecurityAlertId a -Status x'],
  ['Update', '-PartnerSecurityAlertId a -BodyParameter @{}'],
  ['UpdateViaIdentityExpanded', "-InputObject @{ PartnerSecurityAlertId = 'a' } -Status x"],
  ['UpdateViaIdentity', "-InputObject @{ PartnerSecurityAlertId = 'a' } -BodyParameter @{}"],
])('-WhatIf of %s names the set and the path [family.errors.what-if]', async (set, parameters) => {
  const seen = await lab.mustRun(`UPDATE ${parameters} -WhatIf`);
  expect([seen.requests, seen.output]).toEqual([[], []]);
  expect(seen.host).toEqual([
    `What if: Performing the operation "${commands.UPDATE}_${set}" on target "Call remote 'PATCH /security/partner/securityAlerts/{partnerSecurityAlert-id}' operation".`,
  ]);
});

describe('preferences of the caller [family.errors.preferences]', () => {
  test('count for what an update would do', async () => {
    const seen = await lab.mustRun(
      '& { $WhatIfPreference = $true; UPDATE -PartnerSecurityAlertId a -Status x }; $WhatIfPreference',
    );
    expect([seen.requests, seen.host.length, texts(seen)]).toEqual([[], 1, ['False']]);
  });

  test('do not keep a read from being sent by $WhatIfPreference', async () => {
    const seen = await lab.mustRun('& { $WhatIfPreference = $true; ALERT }');
    expect([sent(seen), seen.host]).toEqual([['GET securityAlerts'], []]);
  });

  test('count for the errors of a read', async () => {
    const seen = await lab.run("& { $ErrorActionPreference = 'Stop'; ALERT; 'not reached' }", denied);
    expect([texts(seen), errorIds(seen), seen.terminating === null]).toEqual([[], ['Denied'], false]);
    const silent = await lab.mustRun(
      "& { $ErrorActionPreference = 'SilentlyContinue'; ALERT; 'goes on' }",
      denied,
    );
    expect(texts(silent)).toEqual(['goes on']);
  });

  test('count for what -Debug says of a read', async () => {
    const { debug } = await lab.mustRun("& { $DebugPreference = 'Continue'; $null = ALERT }");
    expect(debug.filter((block) => block.includes('HTTP REQUEST'))).toHaveLength(1);
  });
});
