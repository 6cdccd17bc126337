import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { broken, ok, RawService } from '../support/rawService.ts';

const service = RawService.forTests();

describe('a length that is not true', () => {
  test.each([
    ['shorter than said, then the end', 'Content-Length: 10\r\n\r\n{}', true],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}', false],
    [
      'a length and chunks',
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      false,
    ],
    ['a negative length', 'Content-Length: -2\r\n\r\n{}', false],
    ['a length beyond all numbers', 'Content-Length: 99999999999999999999999\r\n\r\n{}', false],
    ['a chunk without a length', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n', false],
  ])('leaves the outcome unknown: %s', async (_, rest, isEnd) => {
    const request = await service.start(
      (_, socket) => void (isEnd ? socket.end(ok + rest) : socket.write(ok + rest)),
    );
    const error = await service.backend.sendError(request);
    expect(error).toMatchObject(broken);
    expect(error.message).not.toContain('unknown reason');
    expect(service.requests).toHaveLength(1);
  });

  test('and is too short cuts the body there, and spoils no other request', async () => {
    const request = await service.answering(`${ok}Content-Length: 2\r\n\r\n{}surplus`);
    expect(await service.backend.send(request)).toMatchObject({ body: '{}' });
    expect(await service.backend.send(request)).toMatchObject({ body: '{}' });
    expect(service.requests).toHaveLength(2);
  });
});

describe('an answer that is too much', () => {
  test('because it never ends is given up at 64 MiB', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const request = await service.start((_, socket) => {
      const pour = () => {
        while (socket.writable && socket.write(chunk)) {}
      };
      socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\n`);
      socket.on('drain', pour);
      pour();
    });
    expect((await service.backend.send(request)).unreadable).toContain('larger than 64 MiB');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['gzip, gzip', (bytes: Buffer) => gzipSync(gzipSync(bytes))],
  ])('once it is unpacked is given up: %s', async (encoding, compress) => {
    const body = compress(Buffer.alloc(80 * 1024 * 1024, 0x20));
    const head = `${ok}Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { unreadable } = await service.backend.send(
      await service.answering(Buffer.concat([Buffer.from(head), body])),
    );
    expect(unreadable).toContain('larger than 64 MiB');
  });

  test('of encodings is an error', async () => {
    const encodings = Array.from({ length: 1000 }, () => 'gzip').join(', ');
    const request = await service.answering(
      `${ok}Content-Encoding: ${encodings}\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect((await service.backend.send(request)).unreadable).toContain('compression is invalid');
  });
});

describe('an answer that takes its time', () => {
  const text = `${ok}Content-Length: 7\r\n\r\n{"a":1}`;

  test('is read byte by byte, within the time limit', async () => {
    const request = await service.start((_, socket) => {
      socket.setNoDelay();
      const next = (index: number): void => {
        if (index < text.length) {
          socket.write(text.charAt(index), () => setImmediate(next, index + 1));
        }
      };
      next(0);
    });
    expect(await service.backend.send(request)).toMatchObject({
      status: 200,
      body: '{"a":1}',
    });
  });

  test.each([
    ['before its head', ''],
    ['in its status line', 'HTTP/1.1 20'],
    ['in its headers', `${ok}Content-Len`],
    ['in its body', `${ok}Content-Length: 7\r\n\r\n{"a"`],
    ['in its body, which is to be larger than all that is read', `${ok}Content-Length: 100000000\r\n\r\n{`],
    ['between chunks', `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`],
  ])('that stops %s is given up when the time is up', async (_, part) => {
    const error = await service.backend.sendError({
      ...(await service.answering(part)),
      timeoutSeconds: 0.3,
    });
    expect(error).toMatchObject({ code: -32022, data: { name: 'TimedOut', mayHaveBeenSent: true } });
    expect(error.message).toContain('0.3 seconds');
    expect(service.requests).toHaveLength(1);
  });

  test('and never ends, a byte at a time, is given up when the time is up', async () => {
    const request = await service.start((_, socket) => {
      socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\n`);
      const timer = setInterval(() => socket.write('1\r\nx\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const error = await service.backend.sendError({ ...request, timeoutSeconds: 0.5 });
    expect(error.data).toEqual({ name: 'TimedOut', mayHaveBeenSent: true });
  });
});
