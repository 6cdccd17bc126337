import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ErrorCodes } from '../../../src/protocol/errors.ts';
import { MAX_FRAME_BYTES, Method, requiredMembers } from '../../../src/protocol/protocol.ts';

const root = path.join(import.meta.dirname, '../../..');
const clientFolder = path.join(root, 'dotnet/PartnerSecurityScore');

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const client = read('dotnet/PartnerSecurityScore/Backend/Protocol.cs');
const description = read('src/protocol/protocol.ts');

/** Returns the string constants in C# source text, by name. */
function constantsIn(body: string): Record<string, string> {
  return Object.fromEntries(
    [...body.matchAll(/const string (\w+) = "([^"]*)"/g)].map(([, name, text]) => [name, text]),
  );
}

/** The members that JSON-RPC defines. */
const envelope = ['jsonrpc', 'id', 'method', 'params', 'result', 'error', 'code', 'message', 'data'];
/** The members of `data` that errors.ts defines. */
const ofErrors = ['name', 'mayHaveBeenSent', 'serviceCode', 'correlationId'];
const members = new Set([
  ...envelope,
  ...ofErrors,
  ...[...description.matchAll(/^ {2,4}(\w+)\??: /gm)].map(([, name]) => name),
]);

/** Matches a read or write of a message member by name in the client's source. */
const memberUse =
  /(?:\.(?:Property|Name|Text|TextOrNull|Whole|Id|Seconds|Object|List<[^>]+>|Read|Wrong)|\bNumber|\bText)\((?:[\w.]+, )?"([a-z]\w*)"|\["([a-z]\w*)"\]/g;

/** The client's source files that read or write messages. */
const messageFiles = readdirSync(clientFolder, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /^(?:Backend|Credentials|Proxies|Requests|Sessions)\/.*\.cs$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(clientFolder, name), 'utf8') }))
  .filter(({ text }) => /JsonWriter|MessageReader/.test(text));

describe('client and backend', () => {
  test('have the same methods by the same names', () => {
    expect(constantsIn(client)).toEqual(Method);
  });

  test('have the same limit for a frame', () => {
    const [, factors = ''] = /const int MaxFrame = ([\d* ]+);/.exec(client) ?? [];
    expect(factors.split('*').reduce((product, factor) => product * Number(factor), 1)).toBe(MAX_FRAME_BYTES);
  });

  test('have the same names for errors, as far as the client goes by them', () => {
    const names = Object.entries(constantsIn(read('dotnet/PartnerSecurityScore/BackendException.cs')));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter(([name, text]) => name !== text || !Object.hasOwn(ErrorCodes, text))).toEqual([]);
  });

  test('have the same names for members', () => {
    const used = messageFiles.flatMap(({ name, text }) =>
      [...text.matchAll(memberUse)].map(([, called, indexed]) => ({ name, member: called ?? indexed ?? '' })),
    );
    const known = used.map(({ member }) => member);
    expect(known).toEqual(
      expect.arrayContaining(['session', 'headers', 'exchanges', 'timeoutSeconds', 'token']),
    );
    expect(used.filter(({ member }) => !members.has(member))).toEqual([]);
  });

  test('need no member that the protocol does not have', () => {
    expect(
      Object.values(requiredMembers)
        .flat()
        .filter((name) => !members.has(name)),
    ).toEqual([]);
  });
});
