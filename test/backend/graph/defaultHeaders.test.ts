import { describe, expect, test } from '@jest/globals';
import { requestHeaders } from '../../../src/graph/defaultHeaders.ts';
import { version } from '../../../src/protocol/version.ts';

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

  test("leaves out what a caller gives for the backend's own", () => {
    const given: [string, string][] = [
      ['authorization', 'Bearer x'],
      ['SDKVERSION', 'x'],
      ['Client-Request-Id', 'x'],
    ];
    expect(requestHeaders(given, true)).toEqual(requestHeaders([], true));
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
