import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, Lab } from '../support/lab.ts';
import { report, scaled } from './support/torture.ts';

let lab: Lab;
const figures = { bodies: 0, requests: 0, lost: 0, doubled: 0, answers: 0 };

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  await lab.close();
  report('inputSizes', figures);
});

/** Even the short size fills the pipe to the backend several times. */
const size = scaled(0.25, 10) * 1024 * 1024;

/**
 * For each kind of text: its name, its unit in PowerShell and in JavaScript, the number of units, and the unit in JSON.
 */
const texts: [kind: string, script: string, piece: string, count: number, json: string][] = [
  ['ASCII', "'x'", 'x', size, 'x'],
  ['two bytes', "'\u00e4'", '\u00e4', size / 2, '\u00e4'],
  ['three bytes', "'\u20ac'", '\u20ac', size / 3, '\u20ac'],
  ['pairs of surrogates', "'\ud83d\ude00'", '\ud83d\ude00', size / 4, '\ud83d\ude00'],
  ['control characters', '[string][char]1', '\u0001', size / 6, '\\u0001'],
  ['line ends', '"`r`n"', '\r\n', size / 12, '\\u000d\\u000a'],
  ['quotes and backslashes', "'\"\\'", '"\\', size / 4, '\\"\\\\'],
  ['halves of surrogates', '[string][char]0xd800', '\ud800', size / 6, '\\ud800'],
].map(([kind, script, piece, count, json]) => [
  kind,
  script,
  piece,
  Math.floor(count as number),
  json,
]) as never;

/** Runs a script, and returns the bodies that arrive. */
async function sent(script: string): Promise<string[]> {
  lab.server.requests.length = 0;
  const bodies = await lab.sent(script);
  figures.bodies += 1;
  figures.requests += bodies.length;
  figures.lost += bodies.length === 0 ? 1 : 0;
  figures.doubled += Math.max(0, bodies.length - 1);
  return bodies;
}

/** Compares without toEqual(), which takes a long time to describe the difference between two large texts. */
function expectOne(bodies: string[], expected: Record<string, unknown>): void {
  expect(bodies).toHaveLength(1);
  const actual = JSON.parse(bodies[0] ?? '') as Record<string, unknown>;
  expect(Object.keys(actual).map(short)).toEqual(Object.keys(expected).map(short));
  for (const [name, value] of Object.entries(expected)) {
    expect(differenceOf(actual[name], value)).toBe('none');
  }
}

function differenceOf(actual: unknown, expected: unknown): string {
  if (actual === expected) {
    return 'none';
  }
  const [one, other] = [String(actual), String(expected)];
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at += 1;
  }
  return `at ${at}: ${JSON.stringify(one.slice(at, at + 40))} of ${one.length} characters, not ${JSON.stringify(other.slice(at, at + 40))} of ${other.length}`;
}

function short(name: string): string {
  return `${name.slice(0, 100)} (${name.length})`;
}

describe.each(texts)(`${size / 1024 / 1024} MiB of %s`, (_, script, piece, count, json) => {
  const value = piece.repeat(count);
  const text = `$text = (${script}) * ${count}`;

  test('arrive, in a known and in an unknown property', async () => {
    lab.server.reply({ status: 204 });
    expectOne(await sent(`${text}; ${command} -BodyParameter @{ id = $text }`), { id: value });
    expectOne(await sent(`${text}; ${command} -AdditionalProperties @{ x = $text } -Id i`), {
      x: value,
      id: 'i',
    });
    expectOne(await sent(`${text}; @{ $text = 1 } | ${command}`), { [value]: 1 });
  });

  test('arrive from JSON text', async () => {
    lab.server.reply({ status: 204 });
    const written = `$json = '{"x":"' + '${json}' * ${count} + '","id":"' + '${json}' * ${count} + '"}'`;
    expectOne(await sent(`${written}; ${command} -BodyParameter $json`), { x: value, id: value });
  });

  test('come back', async () => {
    const body = `{"x":"${json.repeat(count)}","id":"${json.repeat(count)}"}`;
    lab.server.reply({ status: 200, headers: { 'Content-Type': 'application/json' }, body });
    const { output } = await lab.mustRun(`
      ${text}; $answer = ${command} -CurrentScore 1
      [string]::Equals($answer.Id, $text); [string]::Equals($answer['x'], $text); $answer.AdditionalProperties.Count`);
    expect(output.map(({ text: shown }) => shown)).toEqual(['True', 'True', '1']);
    figures.answers += 1;
    lab.server.reply({ status: 204 });
    expectOne(await sent(`${command} -BodyParameter $answer`), { x: value, id: value });
  });
});

test('what is too large once it is escaped is an error, and PowerShell works on', async () => {
  lab.server.reply({ status: 204 });
  const { errors } = await lab.sendsNothing(
    `${command} -AdditionalProperties @{ x = [string][char]1 * 12MB }`,
  );
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/larger than 64 MiB. Nothing was sent/),
  ]);
  expect(await sent(`${command} -Id alive`)).toEqual(['{"id":"alive"}']);
});
