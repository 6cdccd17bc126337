import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine, psQuote, withoutErrors } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { difference } from './input/expected.ts';
import {
  anyHeaders,
  badHeaders,
  comparable,
  type HeaderLine,
  manyHeaders,
  meantLines,
  merged,
} from './input/headers.ts';
import { anyNamedBody } from './input/propertyNames.ts';
import { type WireRequest, WireServer } from './input/wireServer.ts';
import { report, scaled, seed } from './support/torture.ts';

let engine: Engine;
let server: WireServer;
let usual: HeaderLine[];
const figures = { requests: 0, refused: 0, lost: 0, doubled: 0 };

beforeAll(async () => {
  [engine, server] = await Promise.all([Engine.start(), WireServer.start()]);
  withoutErrors(await engine.run(`${importModule}\n${connect(server, accessToken())}\n${command} -Id x`));
  usual = server.requests[0]?.lines ?? [];
});

afterAll(async () => {
  await engine.close();
  await server.close();
  report('inputInjection', figures);
});

const pass = '{ param($req, $callback, $next) $next.SendAsync($req, $callback) }';

/** Runs the command, and returns the messages of its errors. `server.requests` contains the requests that arrived. */
async function run(parameters: string, before = ''): Promise<string[]> {
  server.requests.length = 0;
  const { errors, terminating } = await engine.run(
    `${before}\ntry { ${command} ${parameters} } catch { throw }`,
  );
  figures.requests += server.requests.length;
  return [...errors, ...(terminating ? [terminating] : [])].map(({ message }) => message);
}

function send(headers: readonly HeaderLine[], more = ''): Promise<string[]> {
  const adds = headers.map(([name, value]) => `$h.Add(${psQuote(name)}, ${psQuote(value)})`).join('; ');
  return run(`-Id x -Headers $h ${more}`, `$h = [hashtable]::new([StringComparer]::Ordinal); ${adds}`);
}

function expectNothing(messages: string[]): void {
  figures.refused += 1;
  expect([messages.length, server.requests]).toEqual([1, []]);
}

/** Returns the request that arrived; fails unless there is exactly one. */
function theRequest(messages: string[]): WireRequest {
  const [request, ...more] = server.requests;
  figures.lost += request === undefined && messages.length === 0 ? 1 : 0;
  figures.doubled += more.length;
  expect([messages, more, request?.start]).toEqual([
    [],
    [],
    'PATCH /beta/security/partner/securityScore HTTP/1.1',
  ]);
  return request as WireRequest;
}

function names(message: string, name: string): boolean {
  const told = Array.from(message.matchAll(/"(?:[^"\\]|\\.)*"/gs), ([text]) => unquoted(text));
  return name === ''
    ? message.startsWith('A header has an empty name.')
    : [message, ...told].some((text) => text.toLowerCase().includes(name.toLowerCase()));
}

/** Decodes a name that a message quotes as JSON; returns other text unchanged. */
function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

test('headers arrive as lines of their own and nothing else, or are refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(anyHeaders, async (headers) => {
      const messages = await send(headers);
      const bad = badHeaders(headers);
      if (bad.length > 0) {
        expectNothing(messages);
        expect(bad.some(([name]) => names(messages[0] ?? '', name))).toBe(true);
        return;
      }
      const { lines, body } = theRequest(messages);
      expect(comparable(lines)).toEqual(comparable(meantLines(headers, usual)));
      expect(body).toBe('{"id":"x"}');
    }),
    { seed, numRuns: scaled(20, 5000), examples: [[manyHeaders]] },
  );
});

test('headers that go through a step of the HTTP pipeline inject nothing either', async () => {
  await fc.assert(
    fc.asyncProperty(anyHeaders, async (headers) => {
      const messages = await send(headers, `-HttpPipelinePrepend ${pass}`);
      // .NET trims spaces and tabs around a value.
      const trimmed = headers.map(
        ([name, value]): HeaderLine => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')],
      );
      // .NET does not trim tabs in some headers, such as Host.
      const mayBeRefused = badHeaders(headers).length > 0 && messages.length > 0;
      if (badHeaders(trimmed).length > 0 || mayBeRefused) {
        expectNothing(messages);
        return;
      }
      const { lines, body } = theRequest(messages);
      expect(merged(lines)).toEqual(merged(meantLines(headers, usual)));
      expect(body).toBe('{"id":"x"}');
    }),
    { seed, numRuns: scaled(20, 5000) },
  );
});

test('property names arrive as they are, each in its place', async () => {
  await fc.assert(
    fc.asyncProperty(anyNamedBody, async ({ parameter, meant }) => {
      const messages = await run(parameter);
      if (meant === undefined) {
        expectNothing(messages);
        expect(messages[0]).toContain('The property is specified twice');
        return;
      }
      const { lines, body } = theRequest(messages);
      expect(comparable(lines)).toEqual(comparable(withLength(usual, body.length)));
      expect(difference(readJson(Buffer.from(body, 'latin1').toString('utf8')), meant)).toBeUndefined();
    }),
    { seed, numRuns: scaled(20, 5000) },
  );
});

function withLength(lines: readonly HeaderLine[], length: number): HeaderLine[] {
  return lines.map(([name, value]) => [name, /^content-length$/i.test(name) ? String(length) : value]);
}
