import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Handler } from '../../support/graphServer.ts';
import { models } from '../../support/lab.ts';
import { FamilyLab, json, onlyError, page, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const one = 'ALERT -PartnerSecurityAlertId a';

describe('a list', () => {
  test.each([
    ['INSIGHT', 'CustomerInsight', 'tenantId', 'TenantId'],
    ['HISTORY', 'ScoreHistory', 'id', 'Id'],
    ['REQUIREMENT', 'Requirement', 'id', 'Id'],
    ['ALERT', 'Alert', 'id', 'Id'],
  ])('of %s gives each object by itself [family.answers.list]', async (name, model, key, member) => {
    const seen = await lab.mustRun(name, json({ value: [{ [key]: 'k1' }, { [key]: 'k2' }] }));
    expect(seen.output.map(({ type }) => type)).toEqual(
      ['k1', 'k2'].map(() => `${models}.MicrosoftGraphPartnerSecurity${model}`),
    );
    expect(seen.output.map(({ value }) => (value as Record<string, { text: string }>)[member]?.text)).toEqual(
      ['k1', 'k2'],
    );
  });

  test.each<[title: string, answer: Answer, ids: string[]]>([
    ['is empty gives nothing [family.answers.empty-list]', page([]), []],
    [
      'has null among its objects leaves it out [family.answers.null-element]',
      json('{"value":[null,{"id":"a"},null]}'),
      ['a'],
    ],
    ['is 204 gives nothing [family.answers.list-no-content]', { status: 204 }, []],
    ['is empty text gives nothing [family.answers.list-no-content]', json(''), []],
    ['is null gives nothing [family.answers.null-document]', json('null'), []],
    ['is one object gives it [family.answers.list-object]', json('{"value":{"id":"a"}}'), ['a']],
  ])('that %s', async (_, answer, ids) => {
    const seen = await lab.mustRun('ALERT | % { "<$($_.Id)>" }; \'end\'', answer);
    expect(texts(seen)).toEqual([...ids.map((id) => `<${id}>`), 'end']);
  });

  test.each([
    ['without a value [family.answers.list-no-value]', '{"id":"a"}'],
    ['with null for a value [family.answers.list-no-value]', '{"value":null}'],
    ['that is an empty object [family.answers.list-no-value]', '{}'],
  ])('%s is an error and no output', async (_, body) => {
    const seen = await lab.run('ALERT', json(body));
    expect([seen.output, seen.terminating]).toEqual([[], null]);
    onlyError(seen);
  });
});

describe('one object', () => {
  test.each<[title: string, answer: Answer]>([
    ['204 [family.answers.no-content]', { status: 204 }],
    ['empty text [family.answers.no-content]', json('')],
    ['null [family.answers.null-document]', json('null')],
  ])('that is %s gives nothing', async (_, answer) => {
    const seen = await lab.mustRun(`@(${one}).Count`, answer);
    expect(texts(seen)).toEqual(['0']);
  });

  test.each([
    ['SCORE', { id: 'k', currentScore: 41.5 }, '$_.CurrentScore'],
    ['HISTORY -SecurityScoreHistoryId k', { id: 'k', score: 41.5 }, '$_.Score'],
    ['REQUIREMENT -SecurityRequirementId k', { id: 'k', state: '41.5' }, '$_.State'],
    [one, { id: 'k', status: '41.5' }, '$_.Status'],
  ])('of %s may stand inside a value [family.answers.wrapped]', async (script, object, member) => {
    const wrapped = json({ '@odata.context': 'c', value: { '@odata.type': 't', ...object } });
    const seen = await lab.mustRun(
      `(${script}), (${script}) | % { "$($_.Id) $(${member}) $($_.AdditionalProperties.ContainsKey('value'))" }`,
      wrapped,
      json(object),
    );
    expect(texts(seen)).toEqual(['k 41.5 False', 'k 41.5 False']);
  });

  test('that comes as a list has it among the others [family.answers.object-list]', async () => {
    const seen = await lab.mustRun(
      `$alert = ${one}; $null -eq $alert.Id; $alert['value'].Count; $alert['value'][1]['id']`,
      page(['a', 'b']),
    );
    expect(texts(seen)).toEqual(['True', '2', 'b']);
  });

  test('may be an error by its form, which it has among the others [family.answers.error-member]', async () => {
    const seen = await lab.mustRun(
      `$alert = ${one}; $null -eq $alert.Id; $alert['error']['code']`,
      json('{"error":{"code":"aCode","message":"m"}}'),
    );
    expect(texts(seen)).toEqual(['True', 'aCode']);
  });
});

test.each<[title: string, answer: Answer]>([
  ['a byte order mark', json('\ufeff{"id":"é"}')],
  ['text/plain', { headers: { 'Content-Type': 'text/plain' }, body: '{"id":"é"}' }],
  [
    'gzip',
    {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync('{"id":"é"}'),
    },
  ],
])('an answer with %s is read [family.answers.encodings]', async (_, answer) => {
  const seen = await lab.mustRun(`(${one}).Id`, answer);
  expect(texts(seen)).toEqual(['é']);
});

const html = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';

test.each<[title: string, answer: Answer, message: RegExp]>([
  ['a list [family.answers.no-object]', json('[1,2]'), /carried .*out/],
  ['a number [family.answers.no-object]', json('5'), /carried .*out/],
  ['a text [family.answers.no-object]', json('"x"'), /carried .*out/],
  ['an object with more behind it [family.answers.behind-document]', json('{"id":"a"}{"id":"b"}'), /JSON/],
  ['an object with text behind it [family.answers.behind-document]', json('{"id":"a"} x'), /JSON/],
  [
    'a page [family.answers.unreadable]',
    { headers: { 'Content-Type': 'text/html' }, body: html },
    /"Sign in".*status 200/s,
  ],
  ['half an object [family.answers.unreadable]', json('{"id":'), /status 200.*unexpected end/s],
])('%s in the place of one object is an error and no output', async (_, answer, message) => {
  const seen = await lab.run(one, answer);
  expect([seen.output, seen.terminating]).toEqual([[], null]);
  expect(onlyError(seen).message).toMatch(message);
});

test.each([one, 'ALERT -All'])(
  'an answer to %s that breaks off is an error that says so [family.answers.broken-off]',
  async (script) => {
    const breakOff: Handler = ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"id":"a",', () => response.socket?.destroy());
    };
    const seen = await lab.run(script, breakOff, breakOff);
    expect([seen.output, seen.terminating]).toEqual([[], null]);
    expect(onlyError(seen).message).toMatch(/connection was closed before the complete response arrived/);
  },
);

const warned = (answer: Answer, warning: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, Warning: warning },
});

test('each page with a Warning header is a warning [family.answers.warning]', async () => {
  const seen = await lab.mustRun(
    'ALERT -All | % Id',
    warned(page(['a'], lab.link('$skiptoken=2')), '199 - "one"'),
    page(['b'], lab.link('$skiptoken=3')),
    warned(page(['c']), '199 - "three"'),
  );
  expect([texts(seen), seen.warnings]).toEqual([
    ['a', 'b', 'c'],
    ['199 - "one"', '199 - "three"'],
  ]);
});

test('a Warning header that is malformed is no warning [family.answers.warning]', async () => {
  const { warnings } = await lab.mustRun('ALERT', warned(page(['a']), 'no warning at all'));
  expect(warnings).toEqual([]);
});
