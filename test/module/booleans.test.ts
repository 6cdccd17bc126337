import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Engine } from '../support/engine.ts';
import { internals } from '../support/internals.ts';
import { importModule } from '../support/lab.ts';

// Only alerts have a boolean property, isTest. test/behaviour/family tests it with commands, and these tests call the
// internal conversion.
let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(`
    ${importModule}
    ${internals}
    function Read-Boolean($Value, [int] $Origin) {
      $method = (Get-Internal -Name ScalarConverter).GetMethod('ToBoolean', $flags)
      try { $method.Invoke($null, @($Value, [enum]::ToObject((Get-Internal -Name ValueOrigin), $Origin), 'isTest')) }
      catch { $_.Exception.GetBaseException().Message }
    }`);
});

afterAll(() => engine.close());

const script = 0;
const json = 1;

test.each([
  ["'true'", script, 'True'],
  ["'FALSE'", script, 'False'],
  ["' False '", script, 'False'],
  ["'true'", json, 'True'],
  ['$false', json, 'False'],
  ['([switch] $true)', script, 'True'],
  ['0', script, 'False'],
  ['2', script, 'True'],
  ["'yes'", script, "isTest: 'yes' is not true or false."],
  ["'1'", script, "isTest: '1' is not true or false."],
  ["''", json, "isTest: '' is not true or false."],
  ['1', json, "isTest: '1' is not true or false."],
  ['@{}', script, 'isTest: A value of type System.Collections.Hashtable is not true or false.'],
])('%s as a boolean, from origin %d', async (value, origin, result) => {
  const { output } = await engine.run(`Read-Boolean -Value ${value} -Origin ${origin}`);
  expect(output.map(({ text }) => text)).toEqual([result]);
});
