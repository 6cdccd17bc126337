import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readJson } from '../../support/exactJson.ts';
import { FamilyLab, json, onlyError, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const one = 'ALERT -PartnerSecurityAlertId a';

describe('an object that was read', () => {
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
});
