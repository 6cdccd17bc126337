import fc from 'fast-check';

type Header = (length: number) => string;

const rightHeaders: readonly Header[] = [
  (length) => `Content-Length: ${length}`,
  (length) => `content-length:${length}`,
  (length) => `CONTENT-LENGTH:\t ${length} \t`,
  (length) => `Content-Length: ${String(length).padStart(15, '0')}`,
  (length) => `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: ${length}`,
  (length) => `Content-Length: ${length}\r\nX-Content-Length: 1\r\n : \r\n\0\x80`,
  (length) => `X: ${'x'.repeat(4000)}\r\nContent-Length: ${length}`,
];

const wrongHeaders: readonly Header[] = [
  () => '',
  () => 'X: y',
  () => 'Content-Length:',
  () => 'Content-Length: NaN',
  () => 'Content-Length: Infinity',
  () => 'Content-Length: \uff11\uff12',
  () => 'Content-Length: -9223372036854775808',
  () => 'Content-Length: 18446744073709551617',
  () => 'Content-Length: 1000000000000000',
  (length) => `Content-Length: -${length}`,
  (length) => `Content-Length: +${length}`,
  (length) => `Content-Length: 0x${length.toString(16)}`,
  (length) => `Content-Length: ${length}.0`,
  (length) => `Content-Length: ${length}e0`,
  (length) => `Content-Length: ${length}, ${length}`,
  (length) => `Content-Length: ${length}\0`,
  (length) => `Content-Length : ${length}`,
  (length) => ` Content-Length: ${length}`,
  (length) => `\ufeffContent-Length: ${length}`,
  (length) => `Content-Length: ${length}\r\nContent-Length: ${length}`,
  (length) => `Content-Length: ${length}\r\ncontent-length: ${length + 1}`,
  (length) => `Content-Length: ${length}\n`,
  (length) => `Content-Length: ${length}\r\nX: ${'x'.repeat(4096)}`,
  (length) => `Content-Length: ${length - 1}`,
  (length) => `Content-Length: ${length + 1}`,
  (length) => `Content-Length: ${length * 2}`,
];

/** Header blocks for content of a given length. Most of them are valid. */
export const headerBlock: fc.Arbitrary<Header> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(rightHeaders[0] as Header) },
  { weight: 3, arbitrary: fc.constantFrom(...rightHeaders) },
  { weight: 2, arbitrary: fc.constantFrom(...wrongHeaders) },
);

export function frameOf(header: Header, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${header(content.length)}\r\n\r\n`), content]);
}

/** A change to a frame. `at`, `span` and `to` are fractions from 0 to 1. */
interface Change {
  kind: 'flip' | 'cut' | 'copy' | 'insert';
  at: number;
  span: number;
  to: number;
  bytes: Uint8Array;
}

const part = fc.nat(9999).map((number) => number / 10_000);

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'flip', 'cut', 'copy', 'insert'),
  at: part,
  span: part,
  to: part,
  bytes: fc.uint8Array({ maxLength: 8 }),
});

export const changes: fc.Arbitrary<Change[]> = fc.array(change, { minLength: 1, maxLength: 4 });

export function changed(frame: Buffer, list: readonly Change[]): Buffer {
  return list.reduce(apply, frame);
}

/** Joins the start of one frame and the end of another. */
export function spliced(front: Buffer, end: Buffer, at: number, from: number): Buffer {
  const first = outside(front, Math.floor(at * front.length));
  const last = outside(end, Math.floor(from * end.length));
  return Buffer.concat([front.subarray(0, first), end.subarray(last)]);
}

export const splicePoint = part;

function apply(frame: Buffer, { kind, at, span, to, bytes }: Change): Buffer {
  if (frame.length === 0) {
    return Buffer.from(bytes);
  }
  const start = outside(frame, Math.floor(at * frame.length));
  const end = outside(frame, Math.min(frame.length, start + 1 + Math.floor(span * span * frame.length)));
  switch (kind) {
    case 'flip': {
      const copy = Buffer.from(frame);
      copy[start] = (copy[start] ?? 0) ^ (1 << Math.floor(to * 8));
      return copy;
    }
    case 'cut':
      return Buffer.concat([frame.subarray(0, start), frame.subarray(end)]);
    case 'copy': {
      const target = outside(frame, Math.floor(to * frame.length));
      return Buffer.concat([frame.subarray(0, target), frame.subarray(start, end), frame.subarray(target)]);
    }
    case 'insert':
      return Buffer.concat([frame.subarray(0, start), bytes, frame.subarray(start)]);
  }
}

/**
 * Moves a position within a host and port to their end. A changed port could belong to another program on this
 * machine.
 */
function outside(frame: Buffer, at: number): number {
  for (const match of frame.toString('latin1').matchAll(/127\.0\.0\.1:\d+/g)) {
    const end = match.index + match[0].length;
    if (at >= match.index && at < end) {
      return end;
    }
  }
  return at;
}
