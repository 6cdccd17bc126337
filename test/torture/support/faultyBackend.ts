// A program in the place of the backend that does one thing wrong. What and when is in the file fault.json beside it,
// read anew at each start; without the file it is a backend whose requests are all answered with 204.
import { closeSync, existsSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { FrameParser } from '../../../src/protocol/frameParser.ts';
import type { FaultPlan } from './fault.ts';

const file = path.join(path.dirname(process.execPath), 'fault.json');
const plan: FaultPlan | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

interface Request {
  id?: number;
  method: string;
  params: { version?: string };
}

const results: Record<string, (request: Request) => object> = {
  initialize: ({ params }) => ({ version: params.version, pid: process.pid }),
  'session/open': () => ({ tenantId: null, clientId: null, account: null, appName: null, scopes: [] }),
  'graph/send': () => ({ status: 204, reasonPhrase: 'No Content', headers: [], body: '' }),
};

let isMute = false;

function write(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length && !isMute; ) {
    done += writeSync(1, bytes, done);
  }
}

function misbehave({ fault }: FaultPlan): void {
  switch (fault.kind) {
    case 'hang':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      break;
    case 'exit':
      process.exit(fault.code);
      break;
    case 'closeOutput':
      closeSync(1);
      isMute = true;
      break;
    case 'bytes':
      write(Buffer.from(fault.base64, 'base64'));
      break;
    case 'stderr':
      writeSync(2, Buffer.alloc(fault.bytes, 'x'));
      break;
    case 'silence':
      break;
  }
}

if (plan?.at === 'start') {
  misbehave(plan);
}
const parser = new FrameParser({
  frame: (content) => {
    const request = JSON.parse(content.toString('utf8')) as Request;
    if (plan?.at === request.method) {
      misbehave(plan);
    }
    if (request.id === undefined || (plan?.at === request.method && plan.fault.kind !== 'stderr')) {
      return;
    }
    const result = results[request.method]?.(request) ?? {};
    const json = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: request.id, result }));
    write(Buffer.concat([Buffer.from(`Content-Length: ${json.length}\r\n\r\n`), json]));
  },
  refused: () => process.exit(99),
});
process.stdin.on('data', (chunk: Buffer) => parser.push(chunk)).on('end', () => process.exit(0));
