import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OpenApi } from '../../build/generate/openApi.ts';
import { Engine, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { connect, models } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { ProjectCopy } from './projectCopy.ts';

const added = 'Update-MgBetaSecurityPartnerThing';
const existing = 'Update-MgBetaSecurityPartnerSecurityScore';

const content = { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } };

const operation = {
  operationId: 'updateThing',
  'x-powershell': { command: added, set: 'Update' },
  requestBody: content,
  responses: { '2XX': { description: 'The thing.', ...content } },
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
  phase: { type: 'string', enum: ['waxing', 'waning'] },
};

/** The page of the command that there is, with the parameters of the new one. */
function helpPage(text: string): string {
  const others =
    /^### -?(?:CustomerInsights|History|Id|LastRefreshDateTime|Requirements|UpdatedDateTime)\n.*?(?=^##)/gms;
  return text
    .replaceAll(existing, added)
    .replaceAll(others, '')
    .replace(/(?<=^### -?)CurrentScore$/m, 'IsFull')
    .replace(/(?<=^### -?)MaxScore$/m, 'Phase');
}

let copy: ProjectCopy;
let engine: Engine;
let server: GraphServer;

beforeAll(async () => {
  copy = new ProjectCopy();
  copy.change('api/partner-security.json', (text) => {
    const api = JSON.parse(text) as OpenApi;
    return JSON.stringify({
      ...api,
      paths: { ...api.paths, '/security/partner/thing': { patch: operation } },
      components: { schemas: { ...api.components.schemas, ...schemas } },
    });
  });
  copy.add(`${existing}.md`, `${added}.md`, helpPage);
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

test('an operation of the description is a command that sends its request', async () => {
  const output = await run(`
    $thing = ${added} -Phase waxing
    $thing.GetType().FullName; $thing.Phase; $thing['other']
    (Get-TypeData -TypeName $thing.GetType().FullName).SerializationDepth
    $null = '{"phase":"x"}', @{ phase = 'y' } | ${added}
    $null = ${added} -IsFull
    $null = ${added} -IsFull:$false -Phase z`);
  expect(output).toEqual([`${models}.MicrosoftGraphPartnerSecurityThing`, 'waning', '1', '20']);
  expect(server.requests.map(({ method, url, text }) => [method, url, text])).toEqual([
    ['PATCH', '/beta/security/partner/thing', '{"phase":"waxing"}'],
    ['PATCH', '/beta/security/partner/thing', '{"phase":"x"}'],
    ['PATCH', '/beta/security/partner/thing', '{"phase":"y"}'],
    ['PATCH', '/beta/security/partner/thing', '{"isFull":true}'],
    ['PATCH', '/beta/security/partner/thing', '{"phase":"z","isFull":false}'],
  ]);
});

test('it is exported, completed, described and shown like any other', async () => {
  const output = await run(`
    [string](Get-Module PartnerSecurityScore).ExportedFunctions.Keys
    $line = '${added} -Phase wan'
    [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
    (Get-Help ${added} -Parameter Phase).name
    ([${models}.IMicrosoftGraphPartnerSecurityThing]@{ phase = 'waxing' } | Out-String -Stream).Trim()`);
  expect(output.filter((line) => line !== '')).toEqual([
    `${existing} ${added}`,
    "'waning'",
    'Phase',
    'Phase of it',
    '-----------',
    'waxing',
  ]);
});

test('the commands that were there still send theirs', async () => {
  await run(`$null = ${existing} -CurrentScore 3`);
  expect(server.requests.at(-1)).toMatchObject({
    url: '/beta/security/partner/securityScore',
    text: '{"currentScore":3}',
  });
});
