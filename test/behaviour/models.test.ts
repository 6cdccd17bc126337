import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parameters } from '../module/surface.data.ts';
import { Engine, plain } from '../support/engine.ts';
import { command, importModule, models } from '../support/lab.ts';
import { script } from './grid.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(importModule);
});

afterAll(() => engine.close());

async function values(text: string): Promise<unknown[]> {
  const { output, errors, terminating } = await engine.run(script(text));
  expect([terminating, ...errors]).toEqual([null]);
  return output.map(plain);
}

describe('the command', () => {
  test('shows hidden parameters in its syntax [surface.hidden]', async () => {
    const [syntax] = (await values('[string](Get-Command CMD -Syntax)')) as [string];
    const hidden = parameters.filter((parameter) => parameter.hidden).map(({ name }) => name);
    expect(hidden).toHaveLength(6);
    expect(hidden.filter((name) => !syntax.includes(`[-${name}`))).toEqual([]);
  });

  test.each(['HttpPipelineAppend', 'HttpPipelinePrepend'])(
    'refuses null for -%s [surface.validation]',
    async (name) => {
      const { terminating } = await engine.run(`try { ${command} -${name} $null } catch { throw }`);
      expect(terminating?.fullyQualifiedErrorId).toBe(`ParameterArgumentValidationError,${command}`);
    },
  );

  test.each(['CustomerInsights', 'History', 'Requirements'])(
    'takes an empty array for -%s [surface.validation]',
    async (name) => {
      const { host, errors } = await engine.run(`${command} -${name} @() -WhatIf`);
      expect([errors, host.length]).toEqual([[], 1]);
    },
  );
});

describe('a model', () => {
  test('indexes additional properties only [models.indexer]', async () => {
    const text = `
      $score = SCORE::new(); $score.CurrentScore = 3
      $score.Add('a', 1); $score['b'] = 2
      $score['a']; $null -eq $score['CurrentScore']; $score.ContainsKey('b'); $score.ContainsKey('Id')
      $found = $null; $score.TryGetValue('a', [ref]$found); $found
      $score.ToJsonString(); $score.ToJson() -eq $score.ToJsonString()
      $score.Remove('a'); $score.CopyFrom(@{ c = 4 }); $score.AdditionalProperties.Count
      $score.Clear(); $score.ToJsonString()`;
    expect(await values(text)).toEqual([
      1,
      true,
      true,
      false,
      true,
      1,
      '{"a":1,"b":2,"currentScore":3}',
      true,
      true,
      2,
      '{"currentScore":3}',
    ]);
  });

  test('has a bag of them that cannot be replaced [models.indexer]', async () => {
    const { terminating } = await engine.run(
      script('try { (SCORE::new()).AdditionalProperties = @{} } catch { throw }'),
    );
    expect(terminating?.message).toMatch(/ReadOnly/);
  });

  test('is made by static members too [models.members]', async () => {
    const text = `SCORE::FromJsonString('{"id":"a"}').Id; SCORE::DeserializeFromDictionary(@{ id = 'b' }).Id
      SCORE::DeserializeFromPSObject([pscustomobject]@{ id = 'c' }).Id`;
    expect(await values(text)).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['a hashtable', '@{ id = "a" }'],
    ['an ordered dictionary', '([ordered]@{ id = "a" })'],
    ['JSON text', `'{"id":"a"}'`],
    ['a pscustomobject', '([pscustomobject]@{ id = "a" })'],
  ])('is cast from %s, to class and interface, and with -as [models.casts]', async (_, value) => {
    const contract = '[MODELS.IMicrosoftGraphPartnerSecurityScore]';
    const text = `foreach ($made in (SCORE${value}), (${contract}${value}), (${value} -as SCORE), (${value} -as ${contract})) { $made.Id; $made -is SCORE }`;
    expect(await values(text)).toEqual(['a', true, 'a', true, 'a', true, 'a', true]);
  });

  test.each([
    'MicrosoftGraphPartnerSecurityCustomerInsight',
    'MicrosoftGraphPartnerSecurityCustomerMfaInsight',
    'MicrosoftGraphPartnerSecurityScoreHistory',
    'MicrosoftGraphPartnerSecurityRequirement',
  ])('%s is cast too [models.casts]', async (name) => {
    const text = `[MODELS.${name}]@{ x = 1 }, [MODELS.I${name}]'{"x":1}' | % { $_.GetType().FullName; $_['x'] }`;
    expect(await values(text)).toEqual([`${models}.${name}`, 1, `${models}.${name}`, 1]);
  });

  // New-Object is not part of the engine itself. Where the command exists, it must give the same result as assignments.
  test('takes declared properties one by one [models.properties]', async () => {
    const text = `
      $score = SCORE::new(); $score.Id = 'a'; $score.CurrentScore = '1.5'; $score.MaxScore = $null; $score.History = @(@{ score = 1 })
      $score.ToJsonString()
      if (Get-Command New-Object -ErrorAction Ignore) { (New-Object ${models}.MicrosoftGraphPartnerSecurityScore -Property @{ Id = 'a'; CurrentScore = 1.5; History = @(@{ score = 1 }) }).ToJsonString() } else { $score.ToJsonString() }`;
    const json = '{"id":"a","currentScore":1.5,"history":[{"score":1}]}';
    expect(await values(text)).toEqual([json, json]);
  });

  test('has no constructor for a hashtable [models.no-constructor]', async () => {
    const { terminating } = await engine.run(script('try { SCORE::new(@{}) } catch { throw }'));
    expect(terminating?.fullyQualifiedErrorId).toBe('MethodCountCouldNotFindBest');
  });

  test('knows whether a date came with a zone [models.date-kinds]', async () => {
    const text = `
      $score = SCORE'{"updatedDateTime":"2024-01-15T12:00:00","lastRefreshDateTime":"2024-01-15T12:00:00+02:00"}'
      [string]$score.UpdatedDateTime.Kind; [string]$score.LastRefreshDateTime.Kind; $score.LastRefreshDateTime.Hour`;
    expect(await values(text)).toEqual(['Unspecified', 'Utc', 10]);
  });
});
