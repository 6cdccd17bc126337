import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { key, Terminal } from './support/terminal.ts';

let graph: GraphServer;
let terminal: Terminal;

beforeAll(async () => {
  graph = await GraphServer.start();
  terminal = await Terminal.start({ setUp: `${importModule}\n${connect(graph, accessToken())}` });
});

afterAll(async () => {
  await terminal.end();
  await graph.close();
});

beforeEach(async () => {
  graph.requests.length = 0;
  await terminal.run('$Error.Clear()');
});

const asks = /Confirm[\s\S]*PATCH \/security\/partner\/securityScore[\s\S]*\(default is "Y"\):$/;

const update = `$null = ${command} -CurrentScore 4 -Confirm`;

const threeRecords = `1..3 | ForEach-Object { [pscustomobject] @{ currentScore = $_ } } | ${command} -Confirm | Out-Null`;

/** Enters a line, answers its only prompt with these keys, and returns the bodies that were sent. */
async function sentAfter(line: string, keys: string): Promise<string[]> {
  terminal.enter(line);
  await terminal.shows(asks);
  terminal.type(keys);
  await terminal.prompted();
  return graph.requests.map(({ text }) => text);
}

test.each([
  ['y', `y${key.enter}`, ['{"currentScore":4}']],
  ['Enter alone', key.enter, ['{"currentScore":4}']],
  ['n', `n${key.enter}`, []],
])('the question is answered by %s', async (_, keys, sent) => {
  expect(await sentAfter(update, keys)).toEqual(sent);
  expect(await terminal.run('$Error.Count')).toEqual(['0']);
});

test.each([
  ['a sends all records', 'a', ['{"currentScore":1}', '{"currentScore":2}', '{"currentScore":3}']],
  ['l sends none', 'l', []],
])('%s', async (_, letter, sent) => {
  expect(await sentAfter(threeRecords, `${letter}${key.enter}`)).toEqual(sent);
});

test('each record has a question of its own', async () => {
  terminal.enter(threeRecords);
  for (const [question, letter] of ['y', 'n', 'y'].entries()) {
    await terminal.shows(new RegExp(`(?:${asks.source.slice(0, -1)}[\\s\\S]*){${question}}${asks.source}`));
    terminal.type(`${letter}${key.enter}`);
  }
  await terminal.prompted();
  expect(graph.requests.map(({ text }) => text)).toEqual(['{"currentScore":1}', '{"currentScore":3}']);
});

/** Enters a line and presses Ctrl+C at its prompt. */
async function stopAfter(line: string, question = asks): Promise<void> {
  terminal.enter(line);
  await terminal.shows(question);
  // The shell echoes a letter only after it has started to read.
  terminal.type('x');
  await terminal.shows(/:x$/);
  terminal.type(key.ctrlC);
  await terminal.prompted();
}

test('Ctrl+C at the question sends nothing, and ends the records behind it too', async () => {
  await stopAfter(threeRecords);
  expect(graph.requests).toEqual([]);
  expect(await terminal.run(`(${command} -CurrentScore 5).CurrentScore`)).toEqual(['5']);
});

// If the function itself called ShouldProcess, the engine would record the exception of a stopped prompt in $Error.
test('Ctrl+C at the question leaves no error record', async () => {
  await stopAfter(update);
  expect(await terminal.run('$Error.Count')).toEqual(['0']);
});

test('Ctrl+C at the question behind a warning of Graph leaves none either', async () => {
  graph.next({ body: '{"currentScore":5}', headers: { Warning: '299 - "old"' } });
  await stopAfter(
    `$null = ${command} -CurrentScore 5 -WarningAction Inquire`,
    /"old"[\s\S]*\(default is "Y"\):$/,
  );
  expect(await terminal.run('$Error.Count')).toEqual(['0']);
});
