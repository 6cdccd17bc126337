import { describe, expect, test } from '@jest/globals';
import { requestHeaders } from '../../../src/graph/requestHeaders.ts';
import { version } from '../../../src/protocol/version.ts';

const json = 'application/json';

describe('requestHeaders', () => {
  test("sets the backend's own headers", () => {
    expect(requestHeaders([], json)).toEqual([
      ['User-Agent', `PartnerSecurityScore/${version}`],
      ['FeatureFlag', '00000003'],
      ['Cache-Control', 'no-store, no-cache'],
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['SdkVersion', `graph-powershell-beta/${version}`],
      ['Content-Type', json],
    ]);
  });

  test("leaves out what a caller gives for the backend's own", () => {
    const given: [string, string][] = [
      ['authorization', 'Bearer x'],
      ['SDKVERSION', 'x'],
      ['Client-Request-Id', 'x'],
    ];
    expect(requestHeaders(given, json)).toEqual(requestHeaders([], json));
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
      undefined,
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
