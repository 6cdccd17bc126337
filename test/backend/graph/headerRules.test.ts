import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestHeaders } from '../../../src/graph/defaultHeaders.ts';
import { checkHeaders } from '../../../src/graph/headerRules.ts';
import { version } from '../../../src/version.ts';

describe('checkHeaders', () => {
  test("leaves out what is the backend's own", () => {
    const own: [string, string][] = [
      ['authorization', 'Bearer x'],
      ['SDKVERSION', 'x'],
      ['Client-Request-Id', 'x'],
    ];
    expect(checkHeaders([...own, ['If-Match', '"1"']])).toEqual([['If-Match', '"1"']]);
  });

  test.each([
    ['', 'x'],
    ['a b', 'x'],
    ['a:', 'x'],
    ['é', 'x'],
    ['a\r\nb', 'x'],
    ['Content-Type', 'x'],
    ['content-length', '1'],
    ['X-Name', 'a\rb'],
    ['X-Name', 'a\nb'],
    ['X-Name', 'a\0b'],
    ['X-Name', 'é'],
    ['X-Name', '\x7f'],
    ['Authorization', 'a\r\nb'],
    ['Host', 'a b/@c'],
    ['Host', ''],
    ['Upgrade', 'h2c'],
  ])('refuses %j: %j, naming it', (name, value) => {
    const quoted = JSON.stringify(name).slice(1, -1);
    expect(() => checkHeaders([[name, value]])).toThrow(
      expect.objectContaining({ name: 'InvalidParams', message: expect.stringContaining(quoted) }),
    );
  });

  test('takes one host at the most', () => {
    expect(checkHeaders([['Host', 'graph.example:8443']])).toHaveLength(1);
    expect(checkHeaders([['host', '[::1]:443']])).toHaveLength(1);
    const two: [string, string][] = [
      ['Host', 'a.example'],
      ['host', 'b.example'],
    ];
    expect(() => checkHeaders(two)).toThrow(expect.objectContaining({ name: 'InvalidParams' }));
  });

  test('refuses or keeps any pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        try {
          checkHeaders([[name, value]]);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidParams' });
        }
      }),
    );
  });
});

describe('requestHeaders', () => {
  test("sets the backend's own headers", () => {
    expect(requestHeaders([], true)).toEqual([
      ['User-Agent', `PartnerSecurityScore/${version}`],
      ['FeatureFlag', '00000003'],
      ['Cache-Control', 'no-store, no-cache'],
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['SdkVersion', `graph-powershell-beta/${version}`],
      ['Content-Type', 'application/json'],
    ]);
  });

  test("lets the caller's win, and keeps lines of one name apart", () => {
    const headers = requestHeaders(
      [
        ['user-agent', 'mine'],
        ['Prefer', 'a'],
        ['prefer', 'a'],
        ['constructor', 'x'],
        ['__proto__', 'y'],
        ['Cookie', 'a=1'],
        ['Cookie', 'b=2'],
      ],
      false,
    );
    expect(headers).toEqual([
      ['FeatureFlag', '00000003'],
      ['Cache-Control', 'no-store, no-cache'],
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['user-agent', 'mine'],
      ['Prefer', 'a'],
      ['prefer', 'a'],
      ['constructor', 'x'],
      ['__proto__', 'y'],
      ['Cookie', 'a=1; b=2'],
      ['SdkVersion', `graph-powershell-beta/${version}`],
    ]);
  });
});
