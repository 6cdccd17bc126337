import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { version } from '../../../src/protocol/version.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { frame, openParams, TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let backend: TestBackend;

beforeEach(() => {
  backend = new TestBackend(binary);
});

afterEach(() => backend.stop());

const initialize = () => backend.call('initialize', { version });

describe('life', () => {
  test('initialize tells version and process', async () => {
    expect(await initialize()).toEqual({ version, pid: backend.pid });
  });

  test('a byte order mark in front of the first frame is skipped', async () => {
    backend.write(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(await initialize()).toMatchObject({ version });
  });

  test('another version is refused, with both named', async () => {
    const { error } = await backend.ask('initialize', { version: '0.0.9' });
    expect(error).toMatchObject({ code: -32001, data: { name: 'VersionMismatch', mayHaveBeenSent: false } });
    expect(error?.message).toContain('0.0.9');
    expect(error?.message).toContain(version);
    expect((await backend.ask('session/close', { session: 's' })).error?.data.name).toBe('NotInitialized');
  });

  test.each(['session/open', 'graph/send', 'no/such'])('%s before initialize is refused', async (method) => {
    expect((await backend.ask(method, {})).error).toMatchObject({
      code: -32002,
      data: { name: 'NotInitialized' },
    });
    expect(await initialize()).toMatchObject({ version });
  });

  test('it ends when its input closes', async () => {
    await initialize();
    backend.closeInput();
    expect(await backend.exited).toBe(0);
    expect(backend.stderr).toBe('');
  });

  test('it ends when its output is no longer read', async () => {
    await initialize();
    backend.closeOutput();
    backend.request('session/close', { session: 's' });
    expect(await backend.exited).toBe(0);
    expect(backend.stderr).toBe('');
  });

  test('it ends when its input closes before anything came', async () => {
    backend.closeInput();
    expect(await backend.exited).toBe(0);
  });
});

describe('what is no request', () => {
  test('is answered, and the next request is served', async () => {
    await initialize();
    const cases: [string | Buffer, string][] = [
      ['no header at all\r\n\r\n', 'InvalidRequest'],
      ['Content-Length: much\r\n\r\n', 'InvalidRequest'],
      [`${'x'.repeat(5000)}\r\n\r\n`, 'InvalidRequest'],
      [frame('{'), 'ParseError'],
      [Buffer.from('Content-Length: 3\r\n\r\n"\xff"', 'latin1'), 'ParseError'],
      [frame('[1]'), 'InvalidRequest'],
      [frame('5'), 'InvalidRequest'],
      [frame({ jsonrpc: '2.0' }), 'InvalidRequest'],
    ];
    for (const [bytes, name] of cases) {
      backend.write(bytes);
      expect((await backend.answer(null)).error?.data.name).toBe(name);
    }
    backend.write(frame({ jsonrpc: '2.0', id: 'mine', method: 5 }));
    expect((await backend.answer('mine')).error).toMatchObject({
      code: -32600,
      data: { name: 'InvalidRequest' },
    });
    expect(await initialize()).toMatchObject({ version });
  });

  test('a frame above 64 MiB is skipped', async () => {
    await initialize();
    const length = 64 * 1024 * 1024 + 1;
    backend.write(`Content-Length: ${length}\r\n\r\n`);
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    for (let left = length; left > 0; left -= chunk.length) {
      backend.write(chunk.subarray(0, left));
    }
    const { error } = await backend.answer(null);
    expect(error).toMatchObject({ code: -32003, data: { name: 'FrameTooLarge', mayHaveBeenSent: false } });
    expect(await initialize()).toMatchObject({ version });
  });

  test('an id that leaves no room for an answer gets one under no id', async () => {
    await initialize();
    backend.write(frame({ jsonrpc: '2.0', id: 'x'.repeat(64 * 1024 * 1024 - 60), method: 'no/such' }));
    expect((await backend.answer(null)).error?.data.name).toBe('FrameTooLarge');
    expect(await initialize()).toMatchObject({ version });
  });

  test('an id serves again once its request is answered, and not before', async () => {
    await initialize();
    const twice = [5, '5'].map((id) => frame({ jsonrpc: '2.0', id, method: 'no/such' }));
    backend.write(Buffer.concat(twice));
    expect((await backend.answer(5)).error?.data.name).toBe('MethodNotFound');
    expect((await backend.answer(null)).error).toMatchObject({
      data: { name: 'InvalidRequest' },
      message: expect.stringContaining('in progress'),
    });
    for (const [index, id] of [5, '5'].entries()) {
      backend.write(twice[index] ?? '');
      expect((await backend.answer(id)).error?.data.name).toBe('MethodNotFound');
    }
  });

  test('notifications are never answered', async () => {
    await initialize();
    for (const params of [undefined, {}, { id: null }, { id: 99 }, [1]]) {
      backend.write(frame({ jsonrpc: '2.0', method: '$/cancelRequest', params }));
    }
    backend.write(frame({ jsonrpc: '2.0', method: 'no/such' }));
    expect(await initialize()).toMatchObject({ version });
  });

  test('answers to what was never asked are passed over', async () => {
    await initialize();
    for (const answer of [{ result: {} }, { result: null }, { error: { code: 1, message: 'no' } }]) {
      backend.write(frame({ jsonrpc: '2.0', id: 7, ...answer }));
    }
    expect(await initialize()).toMatchObject({ version });
  });

  test('an unknown method is named', async () => {
    await initialize();
    const { error } = await backend.ask('toString', {});
    expect(error).toMatchObject({ code: -32601, message: expect.stringContaining('toString') });
  });

  test.each([undefined, null, 5, 'text', [1, 2], {}])('params %j are refused', async (params) => {
    await initialize();
    for (const method of ['initialize', 'session/open', 'session/close', 'graph/send']) {
      expect((await backend.ask(method, params)).error).toMatchObject({
        code: -32602,
        data: { name: 'InvalidParams' },
      });
    }
  });
});

describe('sessions', () => {
  const endpoint = 'https://graph.microsoft.com';

  test('open tells who the token is for', async () => {
    await initialize();
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const token = accessToken({
      appid: 'app',
      tid: 'tenant',
      upn: 'u@contoso.com',
      app_displayname: 'App',
      scp: 'a b',
      exp,
    });
    expect(await backend.call('session/open', openParams('s', endpoint, token))).toEqual({
      clientId: 'app',
      tenantId: 'tenant',
      account: 'u@contoso.com',
      appName: 'App',
      scopes: ['a', 'b'],
      expiresOn: new Date(exp * 1000).toISOString(),
      notKept: null,
      correlationId: null,
      proxy: null,
    });
  });

  test('an expired token is refused and not repeated', async () => {
    await initialize();
    const token = accessToken({ exp: 1_600_000_000 });
    const { error } = await backend.ask('session/open', openParams('s', endpoint, token));
    expect(error).toMatchObject({
      code: -32011,
      message: expect.stringContaining('2020-09-13T12:26:40.000Z'),
    });
    expect(JSON.stringify(error)).not.toContain(token);
  });

  test('a session can be closed, twice too, and is gone then', async () => {
    await initialize();
    await backend.call('session/open', openParams('s', endpoint, 'opaque'));
    expect(await backend.call('session/close', { session: 's' })).toEqual({ notForgotten: null });
    expect(await backend.call('session/close', { session: 's' })).toEqual({ notForgotten: null });
    expect(await backend.sendError({ url: endpoint })).toMatchObject({
      code: -32010,
      data: { name: 'SessionNotFound' },
    });
  });
});
