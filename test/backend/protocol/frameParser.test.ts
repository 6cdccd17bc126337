import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameParser } from '../../../src/protocol/frameParser.ts';

const crlf2 = '\r\n\r\n';

/** Parses the bytes in chunks whose sizes repeat, and returns the frames in hexadecimal and the error names. */
function parse(bytes: Buffer, sizes: readonly number[] = [bytes.length]): string[] {
  const seen: string[] = [];
  const parser = new FrameParser({
    frame: (content) => seen.push(content.toString('hex')),
    refused: (error) => seen.push(error.name),
  });
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    parser.push(bytes.subarray(at, at + size));
    at += size;
  }
  return seen;
}

function frame(content: Uint8Array, more = ''): Buffer {
  return Buffer.concat([Buffer.from(`Content-Length: ${content.length}${more}${crlf2}`), content]);
}

const hex = (content: Uint8Array) => Buffer.from(content).toString('hex');
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
const contents = fc.array(fc.uint8Array({ maxLength: 200 }));

describe('FrameParser', () => {
  test('gives the same frames however the bytes are chunked', () => {
    fc.assert(
      fc.property(contents, sizes, (list, chunks) => {
        expect(parse(Buffer.concat(list.map((content) => frame(content))), chunks)).toEqual(list.map(hex));
      }),
    );
  });

  test('refuses each bad header block between frames once, and goes on behind it', () => {
    const bad = fc.uint8Array({ maxLength: 300 }).filter((bytes) => {
      const text = Buffer.from(bytes).toString('latin1');
      return !text.includes('\r\n') && !text.endsWith('\r') && !/^content-length:/i.test(text);
    });
    fc.assert(
      fc.property(contents, bad, sizes, (list, garbage, chunks) => {
        const block = Buffer.concat([garbage, Buffer.from(crlf2)]);
        const bytes = Buffer.concat(list.flatMap((content) => [block, frame(content)]));
        expect(parse(bytes, chunks)).toEqual(list.flatMap((content) => ['InvalidRequest', hex(content)]));
      }),
    );
  });

  test('skips a header block above 4 KiB to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4093, max: 9000 }), sizes, (length, chunks) => {
        const bytes = Buffer.concat([Buffer.from('x'.repeat(length) + crlf2), frame(Buffer.from('{}'))]);
        expect(parse(bytes, chunks)).toEqual(['InvalidRequest', hex(Buffer.from('{}'))]);
      }),
    );
  });

  test('takes a header block of 4 KiB', () => {
    const more = `\r\nX: ${'x'.repeat(4096 - `Content-Length: 2\r\nX: ${crlf2}`.length)}`;
    expect(parse(frame(Buffer.from('{}'), more))).toEqual([hex(Buffer.from('{}'))]);
  });

  test('skips a byte order mark in front of the first frame, and of no other', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), frame(Buffer.from('1'))]);
    fc.assert(
      fc.property(sizes, (chunks) => {
        expect(parse(Buffer.concat([marked, marked]), chunks)).toEqual(['31', 'InvalidRequest']);
      }),
    );
  });

  test('ignores other headers and the case of the name', () => {
    const bytes = Buffer.from(`Content-Type: x\r\ncontent-LENGTH:\t2 ${crlf2}{}`);
    expect(parse(bytes)).toEqual(['7b7d']);
  });

  test.each([
    ['no number', 'Content-Length: two'],
    ['a sign', 'Content-Length: -2'],
    ['a fraction', 'Content-Length: 2.0'],
    ['more digits than any length has', `Content-Length: ${'9'.repeat(16)}`],
    ['two of them', 'Content-Length: 2\r\nContent-Length: 2'],
    ['none', ''],
    ['another name', 'X-Content-Length: 2'],
  ])('refuses a Content-Length with %s', (_, header) => {
    expect(parse(Buffer.concat([Buffer.from(header + crlf2), frame(Buffer.from('1'))]))).toEqual([
      'InvalidRequest',
      '31',
    ]);
  });

  test('gives an empty frame its turn', () => {
    expect(parse(Buffer.concat([frame(Buffer.alloc(0)), frame(Buffer.from('1'))]))).toEqual(['', '31']);
  });

  test('skips the bytes of a frame above 64 MiB', () => {
    const tooLarge = frame(Buffer.alloc(64 * 1024 * 1024 + 1));
    expect(parse(Buffer.concat([tooLarge, frame(Buffer.from('1'))]), [65536])).toEqual([
      'FrameTooLarge',
      '31',
    ]);
  });

  test('takes a frame of exactly 64 MiB in small chunks, in linear time', () => {
    const content = Buffer.alloc(64 * 1024 * 1024, 0x20);
    const lengths: number[] = [];
    const parser = new FrameParser({
      frame: ({ length }) => lengths.push(length),
      refused: () => lengths.push(-1),
    });
    const bytes = frame(content);
    for (let at = 0; at < bytes.length; at += 4096) {
      parser.push(bytes.subarray(at, at + 4096));
    }
    expect(lengths).toEqual([content.length]);
  });
});
