import fc from 'fast-check';
import { changed, changes, frameOf, headerBlock, spliced, splicePoint } from './frameBytes.ts';
import { messages, type Place, silentMessages } from './messages.ts';
import { messageId, oddValue, placesIn, withValueAt } from './values.ts';
import { fillerFor, readWire } from './wireModel.ts';

/** Bytes for the backend, and their division into writes. */
export class FuzzBatch {
  constructor(
    /** The number of frames that the bytes were generated from. */
    readonly frames: number,
    readonly bytes: Buffer,
    private readonly cuts: readonly number[],
  ) {}

  /** Whether another frame can follow the bytes and their filler. */
  get canGoOn(): boolean {
    return readWire(Buffer.concat([this.bytes, fillerFor(this.bytes)])).rest.kind === 'nothing';
  }

  get writes(): Buffer[] {
    const places = this.cuts.map((cut) => Math.floor(cut * this.bytes.length)).sort((a, b) => a - b);
    return [0, ...places].map((start, index) =>
      this.bytes.subarray(start, places[index] ?? this.bytes.length),
    );
  }

  [fc.toStringMethod](): string {
    const text = JSON.stringify(this.bytes.toString('latin1'));
    return text.length < 20_000 ? text : `${text.slice(0, 20_000)}... (${this.bytes.length} bytes)`;
  }
}

/** Generates batches of valid frames, invalid frames, and parts of both. */
export function fuzzBatch(place: Place, maxFrames: number): fc.Arbitrary<FuzzBatch> {
  const frame = frameFor(place);
  const piece = fc.oneof(
    { weight: 12, arbitrary: frame },
    { weight: 3, arbitrary: fc.tuple(frame, changes).map(([bytes, list]) => changed(bytes, list)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(frame, frame, splicePoint, splicePoint)
        .map(([front, end, at, from]) => spliced(front, end, at, from)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  );
  // Without a filler, an incomplete frame would consume the frames after it.
  const whole = piece.map((bytes) => Buffer.concat([bytes, fillerFor(bytes)]));
  return fc
    .tuple(
      fc.array(whole, { minLength: 1, maxLength: maxFrames, size: 'max' }),
      fc.option(piece, { nil: undefined }),
      fc.array(splicePoint, { maxLength: 4, size: 'max' }),
    )
    .map(([pieces, last, cuts]) => {
      const all = last === undefined ? pieces : [...pieces, last];
      return new FuzzBatch(all.length, Buffer.concat(all), cuts);
    });
}

function frameFor(place: Place): fc.Arbitrary<Buffer> {
  const usual = fc
    .tuple(fc.nat(1_000_000), fc.nat(), messageId)
    .map(([number, choice, id]) => ({ jsonrpc: '2.0', id, ...chosen(messages(place, number), choice) }));
  const silent = fc
    .tuple(fc.nat(1_000_000), fc.nat())
    .map(([number, choice]) => ({ jsonrpc: '2.0', ...chosen(silentMessages(number), choice) }));
  const odd = fc
    .tuple(fc.oneof(usual, silent), fc.nat(), oddValue)
    .map(([message, choice, value]) => withValueAt(message, chosen(placesIn(message), choice), value));
  const without = fc
    .tuple(fc.oneof(usual, silent), fc.nat())
    .map(([message, choice]) => withValueAt(message, chosen(placesIn(message), choice), undefined));
  const json = fc
    .tuple(
      fc.oneof(
        { weight: 12, arbitrary: usual },
        { weight: 1, arbitrary: silent },
        { weight: 5, arbitrary: odd },
        { weight: 1, arbitrary: without },
        { weight: 1, arbitrary: oddValue },
      ),
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(plain) },
        { weight: 2, arbitrary: fc.constantFrom(...rewrites) },
      ),
    )
    .map(([message, rewrite]) => Buffer.from(rewrite(JSON.stringify(message))));
  const content = fc.oneof(
    { weight: 5, arbitrary: json },
    { weight: 1, arbitrary: fc.tuple(json, changes).map(([bytes, list]) => changed(bytes, list)) },
  );
  return fc.tuple(headerBlock, content).map(([header, bytes]) => frameOf(header, bytes));
}

type Rewrite = (json: string) => string | Buffer;

const plain: Rewrite = (json) => json;

const behindBrace = (member: string) => (json: string) => json.replace(/^\{(?=")/, () => `{${member},`);
const beforeBrace = (member: string) => (json: string) => json.replace(/(?<=.)\}$/, () => `,${member}}`);

/** Rewrites of JSON text to equivalent or similar text. */
const rewrites: readonly Rewrite[] = [
  behindBrace('"id":7'),
  behindBrace('"jsonrpc":"1.0"'),
  behindBrace('"__proto__":{"id":3,"jsonrpc":"2.0","method":"graph/send"}'),
  behindBrace('"constructor":{"prototype":{"session":"s"}}'),
  beforeBrace('"id":8'),
  beforeBrace('"id":null'),
  beforeBrace('"method":"no/last"'),
  beforeBrace('"__proto__":{"params":null}'),
  beforeBrace('"params":{"__proto__":{"session":"s"},"session":"s","session":"t0"}'),
  beforeBrace(`"params":${'['.repeat(3000)}${']'.repeat(3000)}`),
  beforeBrace(`"params":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`),
  beforeBrace(`"params":${'['.repeat(3000)}`),
  beforeBrace('"id":1e999'),
  beforeBrace('"id":-0'),
  beforeBrace('"id":100000000000000000000000000000000000000000000000000001'),
  beforeBrace('"id":"\\ud800"'),
  beforeBrace('"id":"\\u0000"'),
  beforeBrace('"params":"\0"'),
  beforeBrace("'id':1"),
  (json) => ` \t\r\n\r\n${json}\n\n `,
  (json) => `\ufeff${json}`,
  (json) => `[${json}]`,
  (json) => `${json}${json}`,
  (json) => `${json},`,
  (json) => json.replace(/:/g, ' :\r\n'),
  (json) => Buffer.from(json, 'utf16le'),
  (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xc3, 0x28]), Buffer.from(json.slice(-2))]),
  (json) =>
    Buffer.concat([
      Buffer.from(json.slice(0, -2)),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from(json.slice(-2)),
    ]),
  (json) => Buffer.concat([Buffer.from(json), Buffer.alloc(3)]),
];

/** Selects an element. fast-check shrinks the choice to the first one. */
function chosen<T>(list: readonly T[], choice: number): T {
  return list[choice % list.length] as T;
}
