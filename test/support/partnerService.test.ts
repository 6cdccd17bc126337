import { request as httpRequest, type RequestOptions } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphServer } from './graphServer.ts';
import { PartnerService } from './partnerService.ts';
import { alertId } from './sampleAlert.ts';

type Json = Record<string, unknown>;

const root = '/beta/security/partner';
const headers = { Authorization: 'Bearer x' };
let server: GraphServer;

beforeAll(async () => {
  server = await GraphServer.start();
});

afterAll(() => server.close());

function begin(service: PartnerService): PartnerService {
  server.reply(service.answer);
  return service;
}

/** Sends a request. Does not use fetch, which encodes apostrophes in the query. */
function ask(
  path: string,
  { body = '', ...options }: RequestOptions & { body?: string } = {},
): Promise<{ status: number; body: Json }> {
  return new Promise((resolve, reject) => {
    httpRequest(server.url, { path, headers, ...options }, async (message) => {
      resolve({ status: message.statusCode ?? 0, body: (await json(message)) as Json });
    })
      .on('error', reject)
      .end(body);
  });
}

test('alerts come page by page, each by its link', async () => {
  const service = begin(new PartnerService({ alerts: 7, pageSize: 3 }));
  const seen: unknown[] = [];
  const sizes: number[] = [];
  for (let link = `${root}/securityAlerts?$count=true`; link !== ''; ) {
    const { body } = await ask(link);
    const page = body['value'] as Json[];
    expect(body['@odata.count']).toBe(7);
    sizes.push(page.length);
    seen.push(...page.map(({ id }) => id));
    link = String(body['@odata.nextLink'] ?? '').replace(server.url, '');
  }
  expect(sizes).toEqual([3, 3, 1]);
  expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => alertId(index)));
  expect(service.requests).toBe(3);
  expect((await ask(`${root}/securityAlerts?$skiptoken=X%2700000003%27`)).status).toBe(400);
});

test('an alert is read by its id and changed by PATCH, in the list too', async () => {
  begin(new PartnerService({ alerts: 100_000 }));
  const url = `${root}/securityAlerts/${encodeURIComponent(alertId(1)).replaceAll('-', '%2D')}`;
  const before = await ask(url);
  expect(before.body).toMatchObject({ id: alertId(1), isTest: false, status: 'active' });
  const change = { method: 'PATCH', body: '{"status":"resolved","new":1}' };
  const after = { ...before.body, status: 'resolved', new: 1 };
  expect(await ask(url, change)).toEqual({ status: 200, body: after });
  expect((await ask(url)).body).toEqual(after);
  const { body } = await ask(`${root}/securityAlerts`);
  expect((body['value'] as Json[])[1]).toEqual({ ...after, isTest: 'false' });
  expect((await ask(`${root}/securityAlerts/${alertId(100_000)}`)).status).toBe(404);
});

test('what belongs to the score comes as its pages show it', async () => {
  begin(new PartnerService());
  const score = `${root}/securityScore`;
  const value = async (path: string) => (await ask(path)).body['value'];
  expect(await value(score)).toMatchObject({ currentScore: 14.29 });
  expect(await value(score)).not.toHaveProperty('history');
  expect(await value(`${score}/requirements/mfaEnforcedForAdmins`)).toMatchObject({
    score: '0',
    maxScore: '20',
  });
  expect(await value(`${score}/requirements`)).toMatchObject([{ score: 0 }, {}, {}, {}]);
  expect(await value(`${score}/history/20230925`)).toMatchObject({ score: 12.5 });
  const [insight] = (await value(`${score}/customerInsights`)) as Json[];
  expect((await ask(`${score}/customerInsights/${insight?.['tenantId']}`)).body).toEqual(insight);
  expect((await ask(score, { method: 'PATCH', body: '{"currentScore":20}' })).status).toBe(200);
  expect(await value(score)).toMatchObject({ currentScore: 20 });
});

test.each([
  ['POST', `${root}/securityAlerts`, headers, 405],
  ['GET', `${root}/nothing`, headers, 404],
  ['GET', `${root}/securityScore/id`, headers, 404],
  ['GET', `${root}/securityAlerts`, {}, 401],
])('%s %s with %j is answered with %i', async (method, url, given, status) => {
  begin(new PartnerService());
  expect((await ask(url, { method, headers: given })).status).toBe(status);
});
