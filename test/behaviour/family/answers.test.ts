import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readJson } from '../../support/exactJson.ts';
import type { Answer, Handler } from '../../support/graphServer.ts';
import { models } from '../../support/lab.ts';
import { FamilyLab, json, onlyError, page, sent, texts } from './familyLab.ts';

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

  test('has declared numbers and booleans that came as text [family.answers.text-values]', async () => {
    const requirement = await lab.mustRun(
      '$found = REQUIREMENT -SecurityRequirementId r; $found.Score, $found.MaxScore | % { "$_ $($_.GetType().Name)" }; $found.AdditionalProperties.Count',
      json('{"value":{"id":"r","score":"10","maxScore":"20"}}'),
    );
    expect(texts(requirement)).toEqual(['10 Int64', '20 Int64', '0']);
    const score = await lab.mustRun(
      '$found = SCORE; $found.CurrentScore, $found.MaxScore | % { "$_ $($_.GetType().Name)" }',
      json('{"currentScore":"41.5","maxScore":"100"}'),
    );
    expect(texts(score)).toEqual(['41.5 Single', '100 Single']);
    const alerts = await lab.mustRun(
      'ALERT | % { "$($_.IsTest) $($_.IsTest.GetType().Name)" }',
      json('{"value":[{"isTest":"false"},{"isTest":"true"},{"isTest":"False"}]}'),
    );
    expect(texts(alerts)).toEqual(['False Boolean', 'True Boolean', 'False Boolean']);
  });

  test.each([
    ['status', '5', 'Status'],
    ['status', '{"a":1}', 'Status'],
    ['isTest', '"maybe"', 'IsTest'],
    ['isTest', '1', 'IsTest'],
    ['detectedDateTime', '"soon"', 'DetectedDateTime'],
    ['detectedDateTime', '5', 'DetectedDateTime'],
    ['affectedResources', '"none"', 'AffectedResources'],
  ])(
    'keeps %s: %s, which is of another type, among the others [family.answers.wrong-type]',
    async (name, value, member) => {
      const body = `{"id":"a","${name}":${value}}`;
      const seen = await lab.mustRun(
        `$alert = ${one}; $alert.Id; $null -eq $alert.${member}; $alert.AdditionalProperties.ContainsKey('${name}'); $alert.ToJsonString()`,
        json(body),
      );
      const [id, isNull, isKept, text = ''] = texts(seen);
      expect([id, isNull, isKept]).toEqual(['a', 'True', 'True']);
      expect(JSON.parse(text)).toEqual(JSON.parse(body));
    },
  );

  test('has whole numbers over the whole range of Int64 [family.answers.int64]', async () => {
    const seen = await lab.mustRun(
      '$found = REQUIREMENT -SecurityRequirementId r; $found.Score; $found.MaxScore',
      json('{"score":9223372036854775807,"maxScore":-9223372036854775808}'),
    );
    expect(texts(seen)).toEqual(['9223372036854775807', '-9223372036854775808']);
  });

  test('has whole numbers in other forms, and keeps what is none among the others [family.answers.int64-forms]', async () => {
    const script =
      "$found = REQUIREMENT -SecurityRequirementId r; \"$($found.Score)|$($found['score'])|$($found.MaxScore)|$($found['maxScore'])\"";
    const whole = await lab.mustRun(script, json('{"score":1e3,"maxScore":5.0}'));
    expect(texts(whole)).toEqual(['1000||5|']);
    const other = await lab.mustRun(script, json('{"score":12.5,"maxScore":9223372036854775808}'));
    expect(texts(other)).toEqual(['|12.5||9223372036854775808']);
  });

  test('has unknown properties as values of their kinds [family.answers.unknown-types]', async () => {
    const seen = await lab.mustRun(
      `$alert = ${one}; 's', 'b', 'i', 'l', 'a', 'd', 't' | % { $alert[$_].GetType().FullName }; $alert['d']['e']; $alert['a'][1]`,
      json(
        '{"s":"x","b":true,"i":5,"l":9007199254740993,"a":[1,"y"],"d":{"e":1},"t":"2024-01-01T00:00:00Z"}',
      ),
    );
    expect(texts(seen)).toEqual([
      'System.String',
      'System.Boolean',
      'System.Int32',
      'System.Int64',
      'System.Object[]',
      expect.stringMatching(/Dictionary/),
      'System.String',
      '1',
      'y',
    ]);
  });

  test('loses no digit of unknown fractions [family.answers.unknown-fractions]', async () => {
    const body = '{"id":"a","x":1.123456789012345,"y":0.12345678901234567890123456789,"z":[16777217.5]}';
    const seen = await lab.mustRun(
      `$alert = ${one}; $alert['x']; $alert['z'][0]; $alert.ToJsonString(); $null = UPDATE -PartnerSecurityAlertId a -BodyParameter $alert`,
      json(body),
    );
    const [x, z, text] = seen.output;
    expect([x?.value, z?.value]).toMatchObject([{ text: '1.123456789012345' }, { text: '16777217.5' }]);
    expect(readJson(text?.text ?? '')).toEqual(readJson(body));
    expect(readJson(seen.requests[1]?.text ?? '')).toEqual(readJson(body));
  });

  test('has null in an unknown list as null [family.answers.null-in-list]', async () => {
    const body = '{"id":"a","x":[1,null,"null"]}';
    const seen = await lab.mustRun(
      `$alert = ${one}; $alert['x'].Count; $null -eq $alert['x'][1]; $alert.ToJsonString()`,
      json(body),
    );
    const [count, isNull, text = ''] = texts(seen);
    expect([count, isNull, JSON.parse(text)]).toEqual(['3', 'True', JSON.parse(body)]);
  });

  test('has names in any case [family.answers.case]', async () => {
    const seen = await lab.mustRun(
      `$alert = ${one}; $alert.Id; $alert.DisplayName; $alert.AdditionalProperties.Count`,
      json('{"ID":"a","DISPLAYNAME":"n"}'),
    );
    expect(texts(seen)).toEqual(['a', 'n', '0']);
  });

  test.each<[title: string, body: string]>([
    ['id', '{"id":"a","id":"b"}'],
    ['status', '{"id":"a","status":"x","status":"y"}'],
    ['unknown', '{"id":"a","unknown":1,"unknown":2}'],
  ])(
    'with the name %s twice is an error that names it [family.answers.twice] [family.answers.twice-named]',
    async (name, body) => {
      const seen = await lab.run(one, json(body));
      expect([seen.output, seen.terminating]).toEqual([[], null]);
      expect(onlyError(seen).message).toContain(name);
    },
  );

  test('has dates with a zone as UTC, and without one of no kind [family.answers.dates]', async () => {
    const seen = await lab.mustRun(
      '$score = SCORE; $score.LastRefreshDateTime, $score.UpdatedDateTime | % { "$($_.ToString(\'o\')) $($_.Kind)" }',
      json('{"lastRefreshDateTime":"2024-01-15T12:00:00.5+02:00","updatedDateTime":"2024-01-15T12:00:00"}'),
    );
    expect(texts(seen)).toEqual([
      '2024-01-15T10:00:00.5000000Z Utc',
      '2024-01-15T12:00:00.0000000 Unspecified',
    ]);
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
  ['half an object [family.answers.unreadable]', json('{"id":'), /status 200.*ends/s],
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
    expect(onlyError(seen).message).toMatch(/broke|broken/);
  },
);

test('each page with a Warning header is a warning, unless it is malformed [family.answers.warning]', async () => {
  const warned = (answer: Answer, warning: string): Answer => ({
    ...answer,
    headers: { ...answer.headers, Warning: warning },
  });
  const seen = await lab.mustRun(
    'ALERT -All | % Id',
    warned(page(['a'], lab.link('$skiptoken=2')), '199 - "one"'),
    warned(page(['b'], lab.link('$skiptoken=3')), 'no warning at all'),
    warned(page(['c']), '199 - "three"'),
  );
  expect([texts(seen), seen.warnings]).toEqual([
    ['a', 'b', 'c'],
    ['199 - "one"', '199 - "three"'],
  ]);
  expect(sent(seen)).toHaveLength(3);
});
