import { describe, expect, test } from '@jest/globals';
import { bodyLength, chunkedLength, parseHead } from '../../../src/http/proxy/connectAnswer.ts';
import { proxyChallenge } from '../../../src/http/proxy/proxyChallenge.ts';
import type { Header } from '../../../src/protocol/protocol.ts';

describe('parseHead', () => {
  test('reads status and lines', () => {
    expect(parseHead('HTTP/1.1 407 Proxy: Authentication\r\nA:  b:c \r\na:\r\n\r\n')).toEqual({
      status: 407,
      headers: [
        ['A', 'b:c'],
        ['a', ''],
      ],
      isKept: true,
    });
  });

  test.each([
    ['HTTP/1.1 407 x', true],
    ['HTTP/1.1 407', true],
    ['HTTP/1.1 407 x\r\nConnection: Close', false],
    ['HTTP/1.1 407 x\r\nProxy-Connection: a, close', false],
    ['HTTP/1.0 407 x', false],
    ['HTTP/1.0 407 x\r\nProxy-Connection: Keep-Alive', true],
  ])('knows whether the connection is kept: %j', (head, isKept) => {
    expect(parseHead(`${head}\r\n\r\n`)?.isKept).toBe(isKept);
  });

  test.each([
    '',
    'SSH-2.0-x',
    'HTTP/2 200',
    'HTTP/1.1 20',
    'HTTP/1.1 200 x\r\nno header',
    'HTTP/1.1 200 x\r\n: y',
  ])('takes no %j', (head) => {
    expect(parseHead(`${head}\r\n\r\n`)).toBeUndefined();
  });
});

test.each<[Header[], number | string | undefined]>([
  [[], undefined],
  [[['content-length', '12']], 12],
  [
    [
      ['Content-Length', '12'],
      ['Content-Length', '12'],
    ],
    12,
  ],
  [
    [
      ['Content-Length', '12'],
      ['Content-Length', '13'],
    ],
    undefined,
  ],
  [[['Content-Length', '-1']], undefined],
  [
    [
      ['Content-Length', '1'],
      ['Transfer-Encoding', 'Chunked'],
    ],
    'chunked',
  ],
  [[['Transfer-Encoding', 'gzip, chunked']], undefined],
])('bodyLength of %j', (headers, length) => {
  expect(bodyLength(headers)).toBe(length);
});

test('chunkedLength finds the end of a body, wherever it is cut', () => {
  const body = 'a;x=y\r\n0123456789\r\n2\r\n\r\n\r\n0\r\nTrailer: x\r\n\r\n';
  const all = Buffer.from(`${body}HTTP/1.1 200 x`);
  for (let length = 0; length < body.length; length++) {
    expect(chunkedLength(all.subarray(0, length))).toBeUndefined();
  }
  expect(chunkedLength(all)).toBe(body.length);
});

test.each([
  '-6\r\n',
  '+4\r\nabcd\r\n',
  '0x4\r\n',
  ' 4\r\n',
  '\r\n',
  'zz\r\n',
  '123456789\r\n',
  '4\r\nabcd\r\n-1\r\n',
])('chunkedLength refuses %j', (body) => {
  expect(() => chunkedLength(Buffer.from(body))).toThrow(RangeError);
});

test.each<[string[], object | undefined]>([
  [['Basic realm="a"'], undefined],
  [['Basic realm="x, Negotiate, y"'], undefined],
  [['NTLM'], { scheme: 'NTLM', token: null }],
  [['ntlm VHdv'], { scheme: 'NTLM', token: 'VHdv' }],
  [['NTLM', 'Negotiate'], { scheme: 'Negotiate', token: null }],
  [['Basic realm="a, b", NTLM, negotiate YQ=='], { scheme: 'Negotiate', token: 'YQ==' }],
  [['Negotiate no base64!'], undefined],
  [['NegotiateX'], undefined],
])('proxyChallenge in %j', (values, challenge) => {
  const headers = values.map((value): Header => ['Proxy-Authenticate', value]);
  expect(proxyChallenge([['WWW-Authenticate', 'Negotiate'], ...headers])).toEqual(challenge);
});
