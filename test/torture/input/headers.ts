import fc from 'fast-check';
import { anyText } from './texts.ts';

export type HeaderLine = [name: string, value: string];

/** Headers that describe the body or the connection. Specifying one is an error. */
const refused = [
  'content-type',
  'content-length',
  'connection',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

/** Headers that the module always sets itself; specified values are ignored. */
const ours = ['authorization', 'client-request-id', 'sdkversion'];

/** Headers whose specified value replaces the default. */
const replaced = ['host', 'user-agent', 'cache-control', 'accept-encoding', 'featureflag'];

const known = [
  ...refused,
  ...ours,
  ...replaced,
  'prefer',
  'if-match',
  'cookie',
  'te',
  'trailer',
  'proxy-authorization',
  'proxy-connection',
  'http2-settings',
  'x-a',
  '__proto__',
  'constructor',
  'toString',
];

const tokenCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const name: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...known), fc.nat(2))
      .map(
        ([text, spelling]) =>
          [text, text.toUpperCase(), text.replace(/^\w/, (a) => a.toUpperCase())][spelling] ?? '',
      ),
  },
  {
    weight: 8,
    arbitrary: fc.string({ unit: fc.constantFrom(...tokenCharacters), minLength: 1, maxLength: 12 }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('X-A', 'Host', ''),
        fc.constantFrom(':', ' ', '\r\n', '\n', '\0', '\t', '\u00e9', '\u2028', ': 1\r\nX-Injected'),
        fc.constantFrom('', 'b'),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.oneof(anyText, fc.constant('x'.repeat(10_000))) },
);

const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 16, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' a\t',
      'chunked',
      '0',
      '7',
      'close',
      '100-continue',
      'h2c',
      'a, b',
      'graph.example',
      'graph.example:8080',
      '[::1]:80',
      'a b',
      'a/b',
      'u@h',
      'h:123456',
      'x'.repeat(100_000),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a\r\nX-Injected: 1',
      'a\nX-Injected: 1',
      '\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n',
      'a\rb',
      'a\0b',
      '\x7f',
      '\u00e4',
      '\u0100',
      '\ud83d\ude00',
      '\ud800',
      '\u2028',
      'graph.example\r\nX-Injected: 1',
      'a\r\n b',
    ),
  },
  { weight: 1, arbitrary: anyText },
);

/** Far more headers than `anyHeaders` generates. All are valid, so the request must be sent. */
export const manyHeaders: HeaderLine[] = Array.from({ length: 2000 }, (_, index) => [
  `X-${index}`,
  `v${index}`,
]);

/** Headers as users can specify them. Cookie and Host, which a request can contain only once, are not repeated. */
export const anyHeaders: fc.Arbitrary<HeaderLine[]> = fc.uniqueArray(fc.tuple(name, value), {
  minLength: 1,
  maxLength: 4,
  comparator: (one, other) => one === other,
  selector: ([given]) => (/^(cookie|host)$/i.test(given) ? given.toLowerCase() : given),
});

/** Returns the headers for which the module must reject the whole request. */
export function badHeaders(headers: readonly HeaderLine[]): HeaderLine[] {
  return headers.filter(([given, text]) => {
    const lower = given.toLowerCase();
    const isToken = given.length > 0 && [...given].every((unit) => tokenCharacters.includes(unit));
    const isText = [...text].every((unit) => unit === '\t' || (unit >= ' ' && unit <= '~'));
    const isHost = lower !== 'host' || /^([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$/.test(text);
    return !isToken || !isText || !isHost || refused.includes(lower);
  });
}

/**
 * Returns all expected header lines of a request.
 * @param usual The lines of a request without custom headers.
 */
export function meantLines(headers: readonly HeaderLine[], usual: readonly HeaderLine[]): HeaderLine[] {
  const given = headers.filter(([one]) => !ours.includes(one.toLowerCase()));
  const names = given.map(([one]) => one.toLowerCase());
  const kept = usual.filter(([one]) => {
    const lower = one.toLowerCase();
    return !(replaced.includes(lower) && names.includes(lower));
  });
  return [...kept, ...given];
}

/**
 * Makes header lines comparable: sorts them, converts names to lowercase, trims values, and hides the value of the
 * request id.
 */
export function comparable(lines: readonly HeaderLine[]): string[] {
  return lines
    .map(([given, text]) => {
      const lower = given.toLowerCase();
      return `${lower}: ${lower === 'client-request-id' ? '*' : text.trim()}`;
    })
    .sort();
}

/**
 * Makes header lines comparable even if .NET has rewritten some of them: joins the values of each name, removes white
 * space and commas, and sorts the characters.
 */
export function merged(lines: readonly HeaderLine[]): string[] {
  const values = new Map<string, string>();
  for (const [given, text] of comparable(lines).map((line) => line.split(/:(.*)/s))) {
    values.set(given ?? '', (values.get(given ?? '') ?? '') + text);
  }
  return [...values].map(([given, text]) => `${given}: ${[...text.replace(/[\s,]/g, '')].sort().join('')}`);
}
