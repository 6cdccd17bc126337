import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { key, Terminal } from './support/terminal.ts';

let graph: GraphServer;
let terminal: Terminal;

beforeAll(async () => {
  graph = await GraphServer.start();
  terminal = await Terminal.start({
    columns: 120,
    setUp: `${importModule}\n${connect(graph, accessToken())}`,
  });
});

afterAll(async () => {
  await terminal.end();
  await graph.close();
});

const update = `(${command} -CurrentScore 7).CurrentScore`;

test('the wait before a retry is told with its seconds, and leaves no trace', async () => {
  graph.next({ status: 429, headers: { 'Retry-After': '3' } });
  graph.next({ body: '{"currentScore":7}' });
  const second = graph.next({ hold: true, body: '{"currentScore":8}' });
  terminal.enter(`'before'; ${update}; ${update}`);
  const [before, ...progress] = await terminal.shows(/Graph returned status 429/);
  expect(before).toBe('before');
  expect(progress.join('\n')).toMatch(
    /Waiting for Graph.*\[Graph returned status 429\. Retry 1 of 3\.\s+[1-3]s\]/,
  );
  // The shell clears the progress bar at the end of a line, so the test checks the screen before that.
  await second.reached;
  expect(await terminal.shows(/^7$/m)).toEqual(['before', '7']);
  second.release();
  expect(await terminal.prompted()).toEqual(['before', '7', '8']);
});

test('a wait that is stopped leaves no trace either', async () => {
  graph.next({ status: 503, headers: { 'Retry-After': '600' } });
  terminal.enter(update);
  await terminal.shows(/Graph returned status 503/);
  terminal.type(key.ctrlC);
  expect(await terminal.prompted()).toEqual([]);
});
