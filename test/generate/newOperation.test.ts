import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OpenApi } from '../../build/generate/openApi.ts';
import { Engine, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { connect, models } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { ProjectCopy } from './projectCopy.ts';

const update = 'Update-MgBetaSecurityPartnerThing';
const get = 'Get-MgBetaSecurityPartnerThing';
const existingUpdate = 'Update-MgBetaSecurityPartnerSecurityScore';
const existingGet = 'Get-MgBetaSecurityPartnerSecurityAlert';

const reference = (section: string, name: string) => ({ $ref: `#/components/${section}/${name}` });
const thing = reference('schemas', 'thing');
const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const answers = (schema: object) => ({
  responses: { '2XX': { description: 'What there is.', ...content(schema) } },
});
const options = (...names: string[]) => names.map((name) => reference('parameters', name));

const paths = {
  '/security/partner/thing': {
    patch: {
      operationId: 'updateThing',
      'x-powershell': { command: update, set: 'Update' },
      requestBody: content(thing),
      ...answers(thing),
    },
  },
  '/security/partner/things': {
    get: {
      operationId: 'listThings',
      'x-powershell': { command: get, set: 'List' },
      parameters: options('expand', 'select', 'filter', 'search', 'skip', 'orderby', 'top', 'count'),
      ...answers({ type: 'object', properties: { value: { type: 'array', items: thing } } }),
    },
  },
  '/security/partner/things/{thing-phase}': {
    get: {
      operationId: 'getThing',
      'x-powershell': { command: get, set: 'Get' },
      parameters: options('thing-phase', 'expand', 'select'),
      ...answers(thing),
    },
  },
};

const parameters = {
  'thing-phase': { name: 'thing-phase', in: 'path', required: true, schema: { type: 'string' } },
};

const schemas = {
  thing: {
    description: 'A thing.',
    'x-powershell': {
      class: 'MicrosoftGraphPartnerSecurityThing',
      view: { name: 'Thing', columns: [{ property: 'phase', label: 'Phase of it' }] },
    },
    type: 'object',
    properties: {
      phase: { $ref: '#/components/schemas/phase', description: 'Where it stands.' },
      isFull: { type: 'boolean', description: 'Whether it is all there.' },
    },
  },
  phase: { type: 'string', enum: ['waxing', 'waning', `it's "new" \\`] },
};

/** Adds the new operations to the API description, and the path parameter to the identity. */
function withThings(text: string): string {
  const api = JSON.parse(text) as OpenApi;
  const { schemas: all } = api.components;
  const identity = all['securityIdentity'];
  const properties = {
    ...identity?.properties,
    'thing-phase': { type: 'string', description: 'Its phase.' },
  };
  const components = {
    parameters: { ...api.components.parameters, ...parameters },
    schemas: { ...all, ...schemas, securityIdentity: { ...identity, properties } },
  };
  return JSON.stringify({ ...api, paths: { ...api.paths, ...paths }, components });
}

/** Derives the help page of the new update from that of the existing update. */
function updatePage(text: string): string {
  const others =
    /^### -?(?:CustomerInsights|History|Id|LastRefreshDateTime|Requirements|UpdatedDateTime)\n.*?(?=^##)/gms;
  return text
    .replaceAll(existingUpdate, update)
    .replaceAll(others, '')
    .replace(/(?<=^### -?)CurrentScore$/m, 'IsFull')
    .replace(/(?<=^### -?)MaxScore$/m, 'Phase');
}

/** Derives the help page of the new Get command from that of the existing one. */
function getPage(text: string): string {
  return text.replaceAll(existingGet, get).replaceAll('PartnerSecurityAlertId', 'ThingPhase');
}

let copy: ProjectCopy;
let engine: Engine;
let server: GraphServer;

beforeAll(async () => {
  copy = new ProjectCopy();
  copy.change('api/partner-security.json', withThings);
  copy.add(`${existingUpdate}.md`, `${update}.md`, updatePage);
  copy.add(`${existingGet}.md`, `${get}.md`, getPage);
  copy.generate();
  copy.build();
  [engine, server] = await Promise.all([Engine.start(), GraphServer.start()]);
  server.reply({ headers: { 'Content-Type': 'application/json' }, body: '{"phase":"waning","other":1}' });
  await run(`Import-Module ${psQuote(copy.manifest)}\n${connect(server, accessToken())}`);
}, 240_000);

afterAll(async () => {
  await Promise.all([engine?.close(), server?.close()]);
  copy.remove();
});

async function run(script: string): Promise<string[]> {
  const { output, errors, terminating } = await engine.run(script);
  expect([terminating, ...errors]).toEqual([null]);
  return output.map(({ text }) => text);
}

/** Runs a script and returns the method, URL and body of each request. */
async function sent(script: string): Promise<string[][]> {
  const before = server.requests.length;
  await run(script);
  return server.requests.slice(before).map(({ method, url, text }) => [method, url, text]);
}

test('an operation of the description is a command that sends its request', async () => {
  const output = await run(`
    $thing = ${update} -Phase waxing
    $thing.GetType().FullName; $thing.Phase; $thing['other']
    (Get-TypeData -TypeName $thing.GetType().FullName).SerializationDepth`);
  expect(output).toEqual([`${models}.MicrosoftGraphPartnerSecurityThing`, 'waning', '1', '20']);
  const url = '/beta/security/partner/thing';
  expect(server.requests.at(-1)).toMatchObject({ method: 'PATCH', url, text: '{"phase":"waxing"}' });
  expect(
    await sent(`
      $null = '{"phase":"x"}', @{ phase = 'y' } | ${update}
      $null = ${update} -IsFull
      $null = ${update} -IsFull:$false -Phase z`),
  ).toEqual([
    ['PATCH', url, '{"phase":"x"}'],
    ['PATCH', url, '{"phase":"y"}'],
    ['PATCH', url, '{"isFull":true}'],
    ['PATCH', url, '{"phase":"z","isFull":false}'],
  ]);
});

test('a list is read page by page, with all options', async () => {
  const page = (body: string) => ({ headers: { 'Content-Type': 'application/json' }, body });
  server.next(
    page('{"value":[{"phase":"a"}],"@odata.nextLink":"https://graph.example/beta/next?$skiptoken=2"}'),
  );
  server.next(page('{"value":[{"phase":"b"},{"phase":"c"}]}'));
  const before = server.requests.length;
  const output = await run(`
    (${get} -All -Filter 'isFull eq true' -Sort 'phase desc' -Property phase, isFull -PageSize 1).Phase`);
  expect(output).toEqual(['a', 'b', 'c']);
  const [first = '', next] = server.requests.slice(before).map(({ url }) => url);
  expect([...new URL(first, server.url).searchParams].sort()).toEqual([
    ['$filter', 'isFull eq true'],
    ['$orderby', 'phase desc'],
    ['$select', 'phase,isFull'],
    ['$top', '1'],
  ]);
  expect(next).toBe('/beta/next?$skiptoken=2');
});

test('one of the list is read by the variable part of its path, and by what has it', async () => {
  const url = '/beta/security/partner/things/';
  expect(
    await sent(`
      $null = ${get} -ThingPhase 'a/b' -ExpandProperty more
      $null = ${get} -InputObject @{ 'thing-phase' = 'c' }
      $null = [${models}.MicrosoftGraphPartnerSecurityThing]@{ phase = 'd' } | ${get}`),
  ).toEqual([
    ['GET', `${url}a%2Fb?$expand=more`, ''],
    ['GET', `${url}c`, ''],
    ['GET', `${url}d`, ''],
  ]);
});

test('they are exported, completed, described and shown like any other', async () => {
  const output = await run(`
    $exported = (Get-Module PartnerSecurityScore).ExportedFunctions.Keys
    '${get}' -in $exported; '${update}' -in $exported; '${existingUpdate}' -in $exported
    foreach ($line in '${update} -Phase wan', '${update} -Phase new') {
      [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
    }
    (Get-Help ${update} -Parameter Phase).name; (Get-Help ${get} -Parameter ThingPhase).required
    ([${models}.IMicrosoftGraphPartnerSecurityThing]@{ phase = 'waxing' } | Out-String -Stream).Trim()`);
  expect(output.filter((line) => line !== '')).toEqual([
    'True',
    'True',
    'True',
    "'waning'",
    `'it''s "new" \\'`,
    'Phase',
    'true',
    'Phase of it',
    '-----------',
    'waxing',
  ]);
});

test('the commands that were there still send theirs', async () => {
  expect(
    await sent(`$null = ${existingUpdate} -CurrentScore 3; $null = ${existingGet} -PartnerSecurityAlertId x`),
  ).toEqual([
    ['PATCH', '/beta/security/partner/securityScore', '{"currentScore":3}'],
    ['GET', '/beta/security/partner/securityAlerts/x', ''],
  ]);
});
