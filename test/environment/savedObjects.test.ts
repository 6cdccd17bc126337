import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorsOf, psQuote } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { command, Lab } from '../support/lab.ts';

let lab: Lab;
const folder = mkdtempSync(path.join(tmpdir(), 'pss-saved-'));
const file = (name: string) => psQuote(path.join(folder, name));
const score = 'score.xml';

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an answer that Export-Clixml has saved', () => {
  test('can be sent back', async () => {
    const body = '{"more":{"a":[1,"ä"]},"id":"a","currentScore":14.29,"history":[{"id":"h","score":0.1}]}';
    lab.server.next({ body });
    expect(
      (
        await lab.sent(`
          ${command} -Id a | Export-Clixml -Path ${file(score)}
          Import-Clixml -Path ${file(score)} | ${command} | ForEach-Object { }`)
      )[1],
    ).toBe(body);
  });

  test('B8: can be sent back with all its parts', async () => {
    const [, direct, saved] = await lab.sent(`
      $answer = ${command} -Id whole
      $answer | Export-Clixml -Path ${file(score)}
      $null = ${command} -BodyParameter $answer
      $null = ${command} -BodyParameter (Import-Clixml -Path ${file(score)})`);
    expect(readJson(saved ?? '')).toEqual(readJson(direct ?? ''));
  });
});

describe('what PowerShell has cut off while it was saved is refused, with advice', () => {
  const objects = 'class Entry { $score = 1 }; class Whole { $history = @([Entry]::new()) }';

  test.each([
    [
      'objects by Export-Clixml',
      `${objects}; [Whole]::new() | Export-Clixml -Depth 1 -Path FILE; $saved = Import-Clixml -Path FILE`,
    ],
    ['objects by ConvertTo-Json', `${objects}; $saved = [Whole]::new() | ConvertTo-Json -Depth 1 3>$null`],
    ['hashtables', '$saved = @{ history = @(@{ score = 1 }) } | ConvertTo-Json -Depth 1 3>$null'],
    [
      'custom objects',
      '$saved = @{ history = @([pscustomobject]@{ score = 1 }) } | ConvertTo-Json -Depth 1 3>$null',
    ],
  ])('B8: %s', async (_, save) => {
    const result = await lab.sendsNothing(`
      ${save.replaceAll('FILE', file('cut.xml'))}
      try { ${command} -BodyParameter $saved } catch { throw }`);
    const messages = errorsOf(result).map(({ message }) => message);
    expect(messages).toEqual([expect.stringMatching(/history\[0\].*(?:truncated|in place of an object)/)]);
    expect(messages).toEqual([expect.stringMatching(/-Depth/)]);
  });
});

describe('records of a file', () => {
  const records = async (name: string, content: string, read: string) => {
    writeFileSync(path.join(folder, name), content);
    return lab.sent(`${read.replace('FILE', file(name))} | ${command} | ForEach-Object { }`);
  };

  test('from Import-Csv are sent one by one, with numbers and dates as such and unknown columns as text', async () => {
    const csv =
      'id,currentScore,updatedDateTime,note\na,85.4,2024-05-06T07:08:09.0000001Z,x\nb,3,2024-05-06T00:00:00.1000001Z,"y, 1"\n';
    expect(await records('scores.csv', csv, 'Import-Csv -Path FILE')).toEqual([
      '{"note":"x","id":"a","currentScore":85.4,"updatedDateTime":"2024-05-06T07:08:09.0000001Z"}',
      '{"note":"y, 1","id":"b","currentScore":3,"updatedDateTime":"2024-05-06T00:00:00.1000001Z"}',
    ]);
  });

  test('from Get-Content -Raw are sent as they are written', async () => {
    const json = `{
      "id": "a", "currentScore": 14.29, "big": 9223372036854775807, "exact": 14.290000000000001,
      "history": [ { "id": "h", "createdDateTime": "2024-05-06T07:08:09.1234567Z" } ]
    }`;
    expect(await records('score.json', json, 'Get-Content -Raw -Path FILE')).toEqual([
      '{"big":9223372036854775807,"exact":14.290000000000001,"id":"a","currentScore":14.29,"history":[{"id":"h","createdDateTime":"2024-05-06T07:08:09.1234567Z"}]}',
    ]);
  });

  test('from ConvertFrom-Json are sent with what is in them, at any depth', async () => {
    const json = `[
      { "id": "a", "currentScore": 14.29, "deep": { "a": { "b": [ { "c": 1 } ] } } },
      { "customerInsights": [ { "tenantId": "t", "mfa": { "totalUsersCount": 9007199254740993 } } ] },
      { "updatedDateTime": "2024-05-06T07:08:09.1234567Z", "history": [] }
    ]`;
    expect(await records('scores.json', json, 'Get-Content -Raw -Path FILE | ConvertFrom-Json')).toEqual([
      '{"deep":{"a":{"b":[{"c":1}]}},"id":"a","currentScore":14.29}',
      '{"customerInsights":[{"tenantId":"t","mfa":{"totalUsersCount":9007199254740993}}]}',
      '{"updatedDateTime":"2024-05-06T07:08:09.1234567Z","history":[]}',
    ]);
  });

  test('from ConvertFrom-Json -AsHashtable are the body too', async () => {
    const read = 'Get-Content -Raw -Path FILE | ConvertFrom-Json -AsHashtable';
    expect(await records('one.json', '{ "id": "a", "history": [ { "score": 1 } ] }', read)).toEqual([
      '{"id":"a","history":[{"score":1}]}',
    ]);
  });
});
