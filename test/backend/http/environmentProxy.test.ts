import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { environmentProxy, isException, noProxy } from '../../../src/http/proxy/environmentProxy.ts';

const from = (variables: Record<string, string>) => environmentProxy(variables, 'graph.example');

describe('the variables', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['none', {}, undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://a.example:8080' }, 'http://a.example:8080'],
    ['https_proxy', { https_proxy: 'http://a.example:8080' }, 'http://a.example:8080'],
    [
      'https_proxy before HTTPS_PROXY',
      { HTTPS_PROXY: 'http://b.example', https_proxy: 'http://a.example' },
      'http://a.example',
    ],
    ['ALL_PROXY', { ALL_PROXY: 'http://a.example:1' }, 'http://a.example:1'],
    ['all_proxy', { all_proxy: 'http://a.example:1', ALL_PROXY: 'http://b.example' }, 'http://a.example:1'],
    [
      'HTTPS_PROXY before all_proxy',
      { HTTPS_PROXY: 'http://a.example', all_proxy: 'http://b.example' },
      'http://a.example',
    ],
    ['an empty one as none', { HTTPS_PROXY: ' ', ALL_PROXY: 'http://a.example' }, 'http://a.example'],
    ['HTTP_PROXY not at all', { HTTP_PROXY: 'http://a.example', http_proxy: 'http://a.example' }, undefined],
    ['no scheme', { HTTPS_PROXY: 'a.example:8080' }, 'http://a.example:8080'],
    ['a name alone', { HTTPS_PROXY: 'proxy' }, 'http://proxy'],
    ['spaces around', { HTTPS_PROXY: ' http://a.example:8080/ ' }, 'http://a.example:8080'],
    ['a proxy over TLS', { HTTPS_PROXY: 'https://a.example:8443' }, 'https://a.example:8443'],
    ['IPv6', { HTTPS_PROXY: 'http://[::1]:8080' }, 'http://[::1]:8080'],
    ['any case', { HTTPS_PROXY: 'HTTP://A.Example' }, 'http://a.example'],
    ['a name in mixed case, as Windows has them', { Https_Proxy: 'http://a.example' }, 'http://a.example'],
  ])('count: %s', (_, variables, address) => {
    expect(from(variables)?.address).toBe(address);
  });

  test.each<[string, Record<string, string>]>([
    ['a', { NO_PROXY: 'a' }],
    ['a', { NO_PROXY: 'b', no_proxy: 'a' }],
    ['a', { No_Proxy: 'a' }],
    ['', { no_proxy: '', NO_PROXY: 'b' }],
    ['', {}],
  ])('have %j as the list of exceptions: %j', (list, variables) => {
    expect(noProxy(variables)).toBe(list);
  });
});

describe('user and password', () => {
  test.each([
    ['http://u:p@a.example:8080', { userName: 'u', password: 'p' }],
    ['u:p@a.example:8080', { userName: 'u', password: 'p' }],
    ['http://u@a.example:8080', { userName: 'u', password: '' }],
    ['http://:p@a.example:8080', { userName: '', password: 'p' }],
    ['http://D%5Cu:p%40%3A%2F%25@a.example:8080', { userName: 'D\\u', password: 'p@:/%' }],
    ['http://u:%C3%A4@a.example:8080', { userName: 'u', password: 'ä' }],
  ])('of %s', (value, credentials) => {
    expect(from({ HTTPS_PROXY: value })).toEqual({ address: 'http://a.example:8080', ...credentials });
  });

  test('of any text come out as they went in', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, (userName, password) => {
        const value = `http://${encodeURIComponent(userName)}:${encodeURIComponent(password)}@a.example`;
        expect(from({ HTTPS_PROXY: value })).toEqual({ address: 'http://a.example', userName, password });
      }),
    );
  });
});

describe('a value that names no proxy is an error that does not show it', () => {
  test.each([
    'ftp://secret.example',
    'socks5://secret.example:1080',
    'http://',
    'http://secret secret',
    'http://secret:port',
    'http://u:secret%zz@a.example',
    'http://u:%FFsecret@a.example',
    // Passwords that are not percent-encoded. They would be parsed as a port and a path, query or fragment.
    'http://u:12#secret@a.example:8080',
    'http://u:12/secret@a.example:8080',
    'http://u:12?secret@a.example:8080',
  ])('%s', (value) => {
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'Https_Proxy', 'ALL_PROXY', 'all_proxy']) {
      expect(() => from({ [name]: value })).toThrow(
        expect.objectContaining({ name: 'InvalidProxy', message: expect.stringContaining(name) }),
      );
      expect(() => from({ [name]: value })).not.toThrow('secret');
    }
  });
});

describe('an exception', () => {
  test.each([
    ['graph.example', 'graph.example'],
    ['graph.example', 'GRAPH.Example'],
    ['graph.example.', 'graph.example'],
    ['a.graph.example', 'graph.example'],
    ['a.graph.example', '.graph.example'],
    ['a.graph.example', '*.graph.example'],
    ['a.b.graph.example', '*.graph.example'],
    ['graph.example', '*'],
    ['graph.example', 'other.example,graph.example'],
    ['graph.example', ' other.example ,  graph.example '],
    ['graph.example', 'other.example graph.example'],
    ['graph.example', ',,graph.example,'],
    ['graph.example', 'graph.example:443'],
    ['graph.example:8443', 'graph.example:8443'],
    ['a.graph.example:8443', '.graph.example:8443'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3', '0.0.0.0/0'],
    ['10.1.2.3:8443', '10.1.2.3:8443'],
    ['[fd00::1]', 'fd00::1'],
    ['[fd00::1]', '[fd00::1]'],
    ['[fd00::1]', 'FD00:0:0:0:0:0:0:1'],
    ['[fd00::1]', 'fd00::/8'],
    ['[fd00::1]:8443', '[fd00::1]:8443'],
  ])('for %s is %j', (host, list) => {
    expect(isException(new URL(`https://${host}/`), list)).toBe(true);
  });

  test.each([
    ['graph.example', ''],
    ['graph.example', 'graph.exampl'],
    ['graph.example', 'aph.example'],
    ['evilgraph.example', 'graph.example'],
    ['graph.example.evil', 'graph.example'],
    ['graph.example', '.graph.example'],
    ['graph.example', '*.graph.example'],
    ['graph.example', 'graph.example:8443'],
    ['graph.example:8443', 'graph.example:443'],
    ['graph.example', 'https://graph.example'],
    ['graph.example', '.'],
    ['graph.example.', '.'],
    ['graph.example', '10.0.0.0/8'],
    ['10.1.2.3', '11.0.0.0/8'],
    // An empty prefix length is not 0, which would match every address.
    ['10.1.2.3', '11.0.0.0/'],
    ['10.1.2.3', '11.0.0.0/0x8'],
    ['10.1.2.3', '10.0.0.0/33'],
    ['10.1.2.3', '10.0.0.0/-1'],
    ['10.1.2.3', '10.0.0.0/8/8'],
    ['10.1.2.3', '.2.3'],
    ['10.1.2.3', 'fd00::/8'],
    ['[fd00::1]', '10.0.0.0/8'],
    ['[fd00::1]', 'fe80::/10'],
    ['[fd00::1]', 'fd00::/129'],
    ['[fd00::1]', '[fd00::1]:8443'],
  ])('for %s is not %j', (host, list) => {
    expect(isException(new URL(`https://${host}/`), list)).toBe(false);
  });

  test('for an address is every network that holds it, and no other', () => {
    const byte = fc.nat(255);
    const address = fc.tuple(byte, byte, byte, byte);
    const numberOf = (bytes: number[]) => bytes.reduce((sum, next) => sum * 256 + next, 0);
    fc.assert(
      fc.property(address, address, fc.nat(32), (host, network, bits) => {
        const size = 2 ** (32 - bits);
        const isInside = Math.floor(numberOf(host) / size) === Math.floor(numberOf(network) / size);
        const list = `${network.join('.')}/${bits}`;
        expect(isException(new URL(`https://${host.join('.')}/`), list)).toBe(isInside);
      }),
    );
  });

  test('is for a name and what is below it, whatever stands around', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(label, label, label, fc.constantFrom(',', ' ', ' , '), (below, name, other, separator) => {
        const list = ['other.invalid', `${name}.example`, 'last.invalid'].join(separator);
        expect(isException(new URL(`https://${name}.example/`), list)).toBe(true);
        expect(isException(new URL(`https://${below}.${name}.example/`), list)).toBe(true);
        expect(isException(new URL(`https://${below}${name}.example/`), list)).toBe(false);
        expect(isException(new URL(`https://${name}.example.${other}/`), list)).toBe(false);
      }),
    );
  });

  test('is never a fault, whatever the list holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('10.1.2.3', '[::1]', 'a.b'),
        (list, host) => {
          expect(typeof isException(new URL(`https://${host}/`), list)).toBe('boolean');
        },
      ),
    );
  });
});
