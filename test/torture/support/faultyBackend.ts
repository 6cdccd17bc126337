// A program that replaces the backend and has a fault. The file fault.json beside it specifies the fault, and is read
// again for each request. Without the file, the program works normally and answers every graph/send with 204.
import { appendFileSync, closeSync, existsSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { FrameParser } from '../../../src/protocol/frameParser.ts';
import { type BytesFault, type Fault, type FaultPlan, idPlaceholder, pingsFile } from './fault.ts';

const folder = path.dirname(process.execPath);
const file = path.join(folder, 'fault.json');

interface Request {
  id?: number;
  /** Undefined in an answer. */
  method?: string;
  params: { version?: string; graphEndpoint?: string; headers?: unknown };
}

const results: Record<string, (request: Request) => object> = {
  initialize: ({ params }) => ({ version: params.version, pid: process.pid }),
  'session/open': () => ({ tenantId: null, clientId: null, account: null, appName: null, scopes: [] }),
  'graph/prepare': ({ params }) => ({
    method: 'PATCH',
    url: `${params.graphEndpoint}/beta/security/partner/securityScore`,
    headers: params.headers,
  }),
  'graph/send': () => ({
    status: 204,
    reasonPhrase: 'No Content',
    headers: [],
    body: '',
    clientRequestId: 'a',
  }),
};

function plannedAt(place: string): Fault | undefined {
  const plan: FaultPlan | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return plan?.at === place ? plan.fault : undefined;
}

let isMute = false;

function write(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length && !isMute; ) {
    done += writeSync(1, bytes, done);
  }
}

function writeFault({ base64, cuts = [], next }: BytesFault, id: number): void {
  const bytes = Buffer.from(base64, 'base64');
  const placeholder = JSON.stringify(idPlaceholder);
  for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder, at)) {
    bytes.write(String(id).padStart(placeholder.length), at, 'latin1');
  }
  for (const [index, start] of [0, ...cuts].entries()) {
    write(bytes.subarray(start, cuts[index] ?? bytes.length));
  }
  if (next === 'exit') {
    process.exit(0);
  } else if (next === 'hang') {
    block();
  }
}

function block(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/**
 * Carries out a fault.
 * @returns Whether to answer the request normally.
 */
function misbehave(fault: Fault, id: number): boolean {
  switch (fault.kind) {
    case 'hang':
      block();
      return false;
    case 'exit':
      return process.exit(fault.code);
    case 'closeOutput':
      closeSync(1);
      isMute = true;
      return false;
    case 'bytes':
      writeFault(fault, id);
      return fault.next === 'answer';
    case 'stderr':
      writeSync(2, Buffer.alloc(fault.bytes, 'x'));
      return true;
    case 'silence':
      return false;
  }
}

function serve(request: Request): void {
  const { id, method } = request;
  if (method === undefined) {
    return;
  }
  if (method === 'ping') {
    appendFileSync(path.join(folder, pingsFile), '.');
  }
  const fault = plannedAt(method);
  const isAnswered = fault === undefined || misbehave(fault, id ?? 0);
  if (id !== undefined && isAnswered) {
    const json = Buffer.from(
      JSON.stringify({ jsonrpc: '2.0', id, result: results[method]?.(request) ?? {} }),
    );
    write(Buffer.concat([Buffer.from(`Content-Length: ${json.length}\r\n\r\n`), json]));
  }
}

const first = plannedAt('start');
if (first !== undefined) {
  misbehave(first, 0);
}
const parser = new FrameParser({
  frame: (content) => serve(JSON.parse(content.toString('utf8')) as Request),
  refused: () => process.exit(99),
});
process.stdin.on('data', (chunk: Buffer) => parser.push(chunk)).on('end', () => process.exit(0));
