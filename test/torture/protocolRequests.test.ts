import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backendBinary } from '../backend/support/binary.ts';
import { TestBackend } from '../backend/support/testBackend.ts';
import { GraphServer } from '../support/graphServer.ts';
import { wrongMembers } from './support/protocol/wrongMembers.ts';
import { report } from './support/torture.ts';

const binary = backendBinary();
let server: GraphServer;
let backend: TestBackend;
let frames = 0;

beforeAll(async () => {
  server = await GraphServer.start();
  backend = await TestBackend.ready(binary.path, server.url, 'opaque');
});

afterAll(async () => {
  report('protocolRequests', { frames });
  await backend.stop();
  await server.close();
  binary.dispose();
});

test('each member of each request is refused by its name where its type is wrong', async () => {
  const all = wrongMembers();
  frames += all.length;
  const answers = await Promise.all(all.map(({ method, params }) => backend.ask(method, params)));
  for (const [index, { method, path, value }] of all.entries()) {
    const { error } = answers[index] ?? {};
    const what = `${method} with ${path.join('.')}: ${JSON.stringify(value)}`;
    const isNamed = error?.message.startsWith(path[0] ?? '');
    expect([what, error?.data.name, isNamed]).toEqual([what, 'InvalidParams', true]);
  }
  expect([server.requests, backend.stderr]).toEqual([[], '']);
});
