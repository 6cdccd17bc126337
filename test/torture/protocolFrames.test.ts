import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { version } from '../../src/protocol/version.ts';
import { backendBinary } from '../backend/support/binary.ts';
import { frame, sendParams, TestBackend } from '../backend/support/testBackend.ts';
import { FuzzedBackend } from './support/protocol/fuzzedBackend.ts';
import { messages, silentMessages } from './support/protocol/messages.ts';
import { oddValues } from './support/protocol/values.ts';
import { randomOf, report, scaled, seed } from './support/torture.ts';

const limit = 64 * 1024 * 1024;
const deep = 100_000;
const seedText = `seed ${seed}`;

const binary = backendBinary();
const random = randomOf(seed);
let fuzzed: FuzzedBackend;
let frames = 0;
let own: TestBackend | undefined;

beforeAll(async () => {
  fuzzed = await FuzzedBackend.start(binary);
});

afterEach(() => own?.stop());

afterAll(async () => {
  report('protocolFrames', {
    frames: frames + fuzzed.counts.frames,
    requests: fuzzed.audit.results,
    processes: fuzzed.counts.processes,
  });
  await fuzzed.close();
});

const below = (end: number) => Math.floor(random() * end);
const request = (id: unknown, method: string, params: unknown) => ({ jsonrpc: '2.0', id, method, params });

/** Returns one frame for each request of `messages`. */
function oneOfEach(): Buffer[] {
  return messages(fuzzed.place, 1).map((message, id) => frame({ jsonrpc: '2.0', id, ...message }));
}

/** Returns a valid graph/send whose body has characters of every length in UTF-8. */
function send(id: number): Buffer {
  const { graph, tenant } = fuzzed.place;
  const body = JSON.stringify({ id: `aé€\u{1f600}${id}` });
  return frame(request(id, 'graph/send', sendParams({ url: `${graph}/beta`, tenantId: tenant, body })));
}

test('frames are whole wherever they are cut', async () => {
  const backend = await TestBackend.ready(binary, fuzzed.place.graph, fuzzed.place.token);
  own = backend;
  const pair = Buffer.concat(['first', 'second'].map((id) => frame(request(id, 'é€\u{1f600}', {}))));
  const cuts = [...pair.keys(), ...Array.from({ length: scaled(0, 5000) }, () => below(pair.length))];
  for (const cut of cuts) {
    // The probe is in the same write as the first part. Its answer proves that the backend has read that part
    // separately.
    const read = backend.answer('probe');
    const answers = [backend.answer('first'), backend.answer('second')];
    backend.write(Buffer.concat([frame(request('probe', 'no/probe', {})), pair.subarray(0, cut)]));
    await read;
    backend.write(pair.subarray(cut));
    const names = (await Promise.all(answers)).map(({ error }) => error?.data.name);
    expect([cut, ...names]).toEqual([cut, 'MethodNotFound', 'MethodNotFound']);
  }
  frames += 3 * cuts.length;
});

test('frames are whole in writes of one byte, and all in one write', async () => {
  const all = Buffer.concat([...oneOfEach(), send(100)]);
  await fuzzed.feed(
    Array.from(all, (byte) => Buffer.from([byte])),
    30,
  );
  await fuzzed.feed([Buffer.concat(Array.from({ length: 50 }, (_, id) => send(id)))], 50);
});

test('content of 100,000 levels is answered like any other', async () => {
  const nests = [
    `${'['.repeat(deep)}${']'.repeat(deep)}`,
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    '['.repeat(deep),
    `${'['.repeat(deep)}${']'.repeat(deep + 1)}`,
  ];
  const methods = ['graph/send', 'session/open', 'session/close', 'initialize', '$/cancelRequest', 'no/such'];
  for (const nest of nests.slice(0, scaled(2, 4))) {
    const members = ['"params":{"session":@}', '"params":@', '"id":@', '"jsonrpc":@', '"result":@', '"a":@'];
    const contents = members.flatMap((member) =>
      methods
        .slice(0, scaled(1, 6))
        .map(
          (method, id) =>
            `{"jsonrpc":"2.0","id":${id},"method":"${method}",${member.replace('@', () => nest)}}`,
        ),
    );
    await fuzzed.feed([frame(nest), ...contents.map(frame)]);
  }
});

test.each([limit + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 100, 2 ** 49, 999_999_999_999_999])(
  'content of %p bytes is refused, and none of it is taken for frames',
  async (length) => {
    await fuzzed.feed([Buffer.from(`Content-Length: ${length}\r\n\r\n`), ...oneOfEach()]);
  },
);

test('a frame of the largest size is served, and one that is larger skipped', async () => {
  const padded = (id: string, length: number) => {
    const start = JSON.stringify(request(id, 'no/such', '')).slice(0, -2);
    return frame(`${start}${'x'.repeat(length - start.length - 2)}"}`);
  };
  for (const length of [limit, limit + 1].slice(0, scaled(1, 2))) {
    await fuzzed.feed([padded(`of ${length}`, length), send(length)]);
  }
});

test('a process whose input ends within a frame ends well', async () => {
  const all = [...oneOfEach(), send(100)];
  for (let run = 0; run < scaled(8, 300); run++) {
    const backend = new TestBackend(binary);
    own = backend;
    const whole = all[below(all.length)] ?? Buffer.alloc(0);
    const cut = 1 + below(whole.length - 1);
    backend.write(Buffer.concat([frame(request(1, 'initialize', { version })), whole.subarray(0, cut)]));
    backend.closeInput();
    const what = [seedText, whole.toString(), cut];
    expect([...what, await backend.exited, backend.stderr]).toEqual([...what, 0, '']);
    frames += 2;
  }
});

test('requests are answered once each, however they are cancelled', async () => {
  for (let run = 0; run < scaled(4, 200); run++) {
    const pieces = Array.from({ length: 30 }, (_, id) => {
      const cancels = [id, String(id), id + 1, below(30)].map((cancelled) =>
        frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: cancelled } }),
      );
      return [...cancels.slice(0, below(4)), send(id), ...cancels.slice(below(4))];
    }).flat();
    await fuzzed.feed(below(2) === 0 ? pieces : [Buffer.concat(pieces)], pieces.length);
  }
});

test('what needs no answer gets none, whatever is in it', async () => {
  const all = silentMessages(1).flatMap((message) => [
    frame({ jsonrpc: '2.0', ...message }),
    ...oddValues.map((params) => frame({ jsonrpc: '2.0', method: message.method ?? 'no/such', params })),
  ]);
  await fuzzed.feed(all);
});
