import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson, writeJson } from './exactJson.ts';

test('numbers and the order of members stay as written', () => {
  const text = '{"b":14.290000000000001,"1":9223372036854775807,"a":[1e3,-0,1.0,100E+400],"":"\\ud800"}';
  expect(writeJson(readJson(text))).toBe(text);
});

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(writeJson(readJson(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  '',
  '{',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  '01',
  '1 2',
  'tru',
  '"\n"',
  '"\\x"',
  'NaN',
  '\ufeff{}',
  '{"a":1,"a":2}',
])('refuses %j', (text) => {
  expect(() => readJson(text)).toThrow(SyntaxError);
});
