import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { errorsOf } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { command, Lab } from '../support/lab.ts';
import { cycles, listCycles, nested, nestedJson, wrappers } from './input/nesting.ts';
import { report, scaled } from './support/torture.ts';

let lab: Lab;
let pid: number;
const figures = { bodies: 0, refused: 0, requests: 0, lost: 0, doubled: 0 };

beforeAll(async () => {
  lab = await Lab.start();
  lab.server.reply({ status: 204 });
  pid = lab.engine.pid;
});

afterAll(async () => {
  await lab.close();
  report('inputNesting', figures);
});

// The same engine still sends requests correctly.
afterEach(async () => {
  expect(await lab.sent(`${command} -Id alive`)).toEqual(['{"id":"alive"}']);
  expect(lab.engine.pid).toBe(pid);
  figures.requests += 1;
});

/** Runs commands after a preparation; each must report an error that matches its pattern, and send nothing. */
async function refuses(preparation: string, commands: [script: string, message: RegExp][]): Promise<void> {
  const scripts = commands.map(([script]) => script);
  const errors = errorsOf(await lab.sendsNothing([preparation, ...scripts].join('\n')));
  figures.bodies += commands.length;
  figures.refused += commands.length;
  expect(errors.map((error) => error.message)).toEqual(
    commands.map(([, message]) => expect.stringMatching(message)),
  );
}

async function arrives(script: string, body: string): Promise<void> {
  figures.bodies += 1;
  const sent = await lab.sent(script);
  figures.requests += sent.length;
  figures.lost += sent.length === 0 ? 1 : 0;
  figures.doubled += Math.max(0, sent.length - 1);
  expect(sent.map(readJson)).toEqual([readJson(body)]);
}

const tooDeep = /^.*\bp?[.[].*: The value is nested deeper than 100 levels or contains itself\.$/;
const tooDeepText = /The text is not valid JSON: nesting exceeds 100 levels at line 1, column \d+/;

describe.each(Object.entries(wrappers))('in %s', (wrapper, { isList = false }) => {
  test.each(scaled([99], [50, 98, 99]))('%i deep a value arrives', async (depth) => {
    await arrives(
      `${nested(wrapper, depth)}; ${command} -BodyParameter @{ p = $v }`,
      `{"p":${nestedJson(isList, depth)}}`,
    );
  });

  test.each(scaled([100, 10_000], [100, 101, 10_000]))('%i deep a value is an error', async (depth) => {
    await refuses(nested(wrapper, depth), [
      [`${command} -BodyParameter @{ p = $v }`, tooDeep],
      [`${command} -AdditionalProperties @{ p = $v }`, tooDeep],
      [`${command} -History @{ p = $v }`, tooDeep],
    ]);
  });
});

describe('a body of so many objects', () => {
  const forms = ['hashtable', 'ordered', 'pscustomobject', 'dictionary'];

  test.each(forms)('%s: 100 arrive, 101 and 10,000 are an error', async (form) => {
    await arrives(`${nested(form, 100)}; ${command} -BodyParameter $v`, nestedJson(false, 100));
    await refuses(nested(form, 101), [[`${command} -BodyParameter $v`, tooDeep]]);
    await refuses(nested(form, 10_000), [[`$v | ${command}`, tooDeep]]);
  });
});

describe('JSON text', () => {
  test.each([[true], [false]])(
    'with 99 levels below the body arrives; with more it is an error (lists: %s)',
    async (isList) => {
      const { open, close } = isList ? { open: '[', close: ']' } : { open: '{"a":', close: '}' };
      const text = (depth: number) => `('{"p":' + '${open}' * ${depth} + '1' + '${close}' * ${depth} + '}')`;
      await arrives(`${command} -BodyParameter ${text(99)}`, `{"p":${nestedJson(isList, 99)}}`);
      for (const depth of scaled([100, 100_000], [100, 101, 10_000, 100_000])) {
        await refuses(`$t = ${text(depth)}`, [
          [`${command} -BodyParameter $t`, tooDeepText],
          [`$t | ${command}`, tooDeepText],
          [`${command} -History $t`, tooDeepText],
        ]);
      }
    },
  );

  test('that only begins to nest is an error as well', async () => {
    await refuses('', [
      [`${command} -BodyParameter ('[' * 100000)`, tooDeepText],
      [`${command} -BodyParameter ('{"a":' * 100000)`, tooDeepText],
    ]);
  });
});

describe('what contains itself is an error', () => {
  test.each(Object.entries(cycles))('%s', async (_, script) => {
    await refuses(script, [
      [`${command} -BodyParameter $v`, tooDeep],
      [`, $v | ${command}`, tooDeep],
      [`${command} -AdditionalProperties @{ p = $v }`, tooDeep],
      [`${command} -BodyParameter @{ p = 1, @{ q = $v } }`, tooDeep],
      [`${command} -Id x -Headers @{ 'X-A' = $v }`, /X-A/],
      // A text property refuses the value because of its type.
      [`${command} -BodyParameter @{ id = $v }`, /id: .* is not a string/],
    ]);
  });

  test.each(Object.entries(listCycles))('%s', async (_, script) => {
    await refuses(script, [
      [`${command} -BodyParameter @{ p = $v }`, tooDeep],
      [`${command} -AdditionalProperties @{ p = $v }`, tooDeep],
      [`${command} -BodyParameter @{ history = $v }`, /history\[0\]: .* is not a securityScoreHistory/],
      [`${command} -Requirements $v`, /requirements\[0\]: .* is not a securityRequirement/],
      [`${command} -BodyParameter $v`, /Cannot/],
      [`${command} -Id x -Headers @{ 'X-A' = $v }`, /X-A/],
    ]);
  });

  test('even where each level would be written twice', async () => {
    const shared = "$v = 'x' * 1MB; for ($i = 0; $i -lt 90; $i++) { $v = $v, $v }";
    await refuses(shared, [
      [`${command} -BodyParameter @{ p = $v }`, /larger than 64 MiB. Nothing was sent/],
    ]);
  });
});

describe('an answer nested 100,000 deep', () => {
  const body = '{"a":'.repeat(100_000);

  test.each([
    [
      200,
      /^Graph accepted the request \(status 200\), but its response cannot be read as JSON: nesting exceeds 100 levels/,
    ],
    [400, /Status: BadRequest/],
  ])('of status %i is an error', async (status, message) => {
    lab.server.next({ status, headers: { 'Content-Type': 'application/json' }, body });
    const { errors } = await lab.run(`${command} -Id x`);
    expect(errors.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
  });
});

describe('what is very wide arrives', () => {
  const width = scaled(1000, 100_000);
  const keys = `{${Array.from({ length: width }, (_, index) => `"k${index}":${index}`).join(',')}}`;
  const table = `$v = @{}; for ($i = 0; $i -lt ${width}; $i++) { $v["k$i"] = $i }`;
  const json = `$t = '{' + ((0..${width - 1}).ForEach({ '"k' + $_ + '":' + $_ }) -join ',') + '}'`;

  test.each([
    ['a hashtable', `${table}; ${command} -BodyParameter $v`],
    ['a piped hashtable', `${table}; $v | ${command}`],
    ['additional properties', `${table}; ${command} -AdditionalProperties $v`],
    ['an object', `${table}; ${command} -BodyParameter ([pscustomobject]$v)`],
    ['JSON text', `${json}; ${command} -BodyParameter $t`],
  ])('%s', async (_, script) => {
    await arrives(script, keys);
  });

  test('lists', async () => {
    const numbers = Array.from({ length: width }, (_, index) => index);
    await arrives(
      `${command} -History (0..${width - 1}).ForEach({ @{ score = $_ } }) -AdditionalProperties @{ x = 0..${width - 1} }`,
      JSON.stringify({ x: numbers, history: numbers.map((score) => ({ score })) }),
    );
  });
});
