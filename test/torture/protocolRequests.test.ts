import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backendBinary } from '../backend/support/binary.ts';
import { TestBackend } from '../backend/support/testBackend.ts';
import { GraphServer } from '../support/graphServer.ts';
import { wrongMembers, wrongParams } from './support/protocol/wrongMembers.ts';
import { report } from './support/torture.ts';

const binary = backendBinary();
let server: GraphServer;
let backend: TestBackend;
let frames = 0;

beforeAll(async () => {
  server = await GraphServer.start();
  backend = await TestBackend.ready(binary, server.url, 'opaque');
});

afterAll(async () => {
  report('protocolRequests', { frames });
  await backend.stop();
  await server.close();
});

test('params that are not an object, or lack what their request is about, are refused', async () => {
  const all = wrongParams();
  frames += all.length;
  const answers = await Promise.all(all.map(({ method, params }) => backend.ask(method, params)));
  for (const [index, wrong] of all.entries()) {
    expect([wrong, answers[index]?.error?.data]).toEqual([
      wrong,
      { name: 'InvalidParams', mayHaveBeenSent: false },
    ]);
  }
  expect([server.requests, backend.stderr]).toEqual([[], '']);
});

test('a member of a wrong type ends nothing, and sends nothing to where it must not go', async () => {
  const all = wrongMembers();
  frames += all.length;
  const answers = await Promise.all(all.map(({ method, params }) => backend.ask(method, params)));
  for (const [index, wrong] of all.entries()) {
    const { result, error } = answers[index] ?? {};
    expect([wrong, (result === undefined) !== (error === undefined)]).toEqual([wrong, true]);
  }
  expect([server.requests, backend.stderr]).toEqual([[], '']);
});
