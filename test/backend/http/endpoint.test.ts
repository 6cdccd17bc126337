import { describe, expect, test } from '@jest/globals';
import { endpointFault } from '../../../src/http/endpoint.ts';

describe('endpointFault', () => {
  test.each([
    ['https://graph.microsoft.com', 'https://graph.microsoft.com'],
    ['https://GRAPH.microsoft.com:443/beta', 'https://graph.microsoft.com'],
    ['https://graph.microsoft.com\\@evil.example/', 'https://graph.microsoft.com'],
    ['https://graph.microsoft.com.evil.example/', 'https://graph.microsoft.com.evil.example'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://127.1:80', 'http://127.0.0.1'],
    ['http://[::1]:5', 'http://[::1]:5'],
    ['http://LocalHost:5', 'http://localhost:5'],
  ])('%s may be sent to, and has the origin %s', (text, expected) => {
    const url = new URL(text);
    expect([endpointFault(url), url.origin]).toEqual([undefined, expected]);
  });

  test.each([
    ['http://graph.microsoft.com', /^must use https/],
    ['http://localhost.evil.example', /^must use https/],
    ['http://127.0.0.1.evil.example', /^must use https/],
    ['http://128.0.0.1', /^must use https/],
    ['http://[::2]', /^must use https/],
    ['ftp://127.0.0.1', /^must use https/],
    ['https://user@graph.microsoft.com', /^must not contain a user/],
    ['https://graph.microsoft.com:443@evil.example', /^must not contain a user/],
  ])('%s may not', (text, fault) => {
    expect(endpointFault(new URL(text))).toMatch(fault);
  });
});
