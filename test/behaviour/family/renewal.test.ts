import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { psCredential, SignInLab } from '../../support/signInLab.ts';
import { inFull, json, page } from './familyLab.ts';

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
  const credential = psCredential(lab.app.clientId, lab.app.secrets[0] ?? '');
  await lab.connect(`-ClientSecretCredential (${credential}) -TenantId ${lab.app.tenantId}`);
});

afterAll(() => lab.close());

const unauthorized = { status: 401 };

test('a read whose token is refused goes out again with a new one [family.errors.unauthorized]', async () => {
  lab.graph.requests.length = 0;
  lab.graph.next(unauthorized);
  lab.graph.next(json({ id: 'a' }));
  const { output } = await lab.mustRun(inFull('(ALERT -PartnerSecurityAlertId a).Id'));
  expect(output.map(({ text }) => text)).toEqual(['a']);
  expect(new Set(lab.graph.requests.map(({ headers }) => headers['authorization'])).size).toBe(2);
});

test('so does a later page, and what came before stays [family.pages.renewed-later]', async () => {
  lab.graph.requests.length = 0;
  const link = `${lab.graph.url}/beta/security/partner/securityAlerts?$skiptoken=2`;
  lab.graph.next(page(['a'], link));
  lab.graph.next(unauthorized);
  lab.graph.next(page(['b']));
  const { output } = await lab.mustRun(inFull('ALERT -All | % Id'));
  expect(output.map(({ text }) => text)).toEqual(['a', 'b']);
  const [first, refused, again] = lab.graph.requests;
  expect([refused?.url, again?.url]).toEqual([again?.url, expect.stringContaining('?$skiptoken=2')]);
  expect(refused?.headers['authorization']).toBe(first?.headers['authorization']);
  expect(again?.headers['authorization']).not.toBe(first?.headers['authorization']);
});
