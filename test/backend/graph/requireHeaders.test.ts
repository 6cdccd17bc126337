import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requireHeaders } from '../../../src/graph/requireHeaders.ts';
import type { Header } from '../../../src/protocol/protocol.ts';

describe('requireHeaders', () => {
  test('gives those that count, as they are', () => {
    const counting: Header[] = [
      ['Prefer', 'return=minimal'],
      ['prefer', '\tx~'],
      ['X-Empty', ''],
      ['Host', 'graph.example:443'],
    ];
    const ours: Header[] = [
      ['authorization', 'Bearer x'],
      ['Client-Request-Id', 'x'],
      ['SDKVERSION', 'x'],
    ];
    expect(requireHeaders([...ours, ...counting])).toEqual(counting);
    expect(requireHeaders([['Host', '[::1]:8080']])).toEqual([['Host', '[::1]:8080']]);
  });

  test.each<[string, Header[]]>([
    ['"X A" has an invalid name: only ASCII letters, digits and the characters !#', [['X A', 'a']]],
    ['A header has an empty name.', [['', 'a']]],
    ['"a\\r\\nb" has an invalid name', [['a\r\nb', 'a']]],
    ['"content-TYPE" describes the body', [['content-TYPE', 'text/plain']]],
    ['"Content-Length" describes the body', [['Content-Length', '1']]],
    ...['Connection', 'Expect', 'Keep-Alive', 'Transfer-Encoding', 'Upgrade'].map(
      (name): [string, Header[]] => [`"${name}" controls the connection`, [[name, 'x']]],
    ),
    ['"X-A" contains a line break', [['X-A', 'a\r\nX-B: b']]],
    ['"X-A" contains a line break', [['X-A', 'a\n']]],
    ['"X-A" contains a line break', [['X-A', 'ä']]],
    ['"Authorization" contains a line break', [['Authorization', 'ä']]],
    ...['', 'two hosts', 'a/b', 'a,b', 'a:b', 'a:123456', '[::1', 'u@a', 'a\n'].map(
      (host): [string, Header[]] => [
        host === 'a\n' ? '"Host" contains a line break' : '"Host" must be a single host',
        [['Host', host]],
      ],
    ),
    [
      '"Host" must be a single host',
      [
        ['Host', 'a'],
        ['host', 'b'],
      ],
    ],
  ])('refuses: %s', (message, headers) => {
    expect(() => requireHeaders([['X-Good', 'a'], ...headers])).toThrow(
      expect.objectContaining({
        name: 'InvalidHeader',
        mayHaveBeenSent: false,
        message: expect.stringMatching(/^(?:The|A) header .* Nothing was sent\. Correct or remove it\.$/s),
      }),
    );
    expect(() => requireHeaders(headers)).toThrow(message);
  });

  test('lets nothing through that could end a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        let sent: Header[] = [];
        try {
          sent = requireHeaders([[name, value]]);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidHeader' });
        }
        expect(sent.flat().join('')).toMatch(/^[\t\x20-\x7e]*$/);
      }),
    );
  });
});
