import { describe, expect, test } from '@jest/globals';
import { requireEndpoint } from '../../../src/http/endpoint.ts';
import { Members } from '../../../src/protocol/validate.ts';

const origin = (url: string) => requireEndpoint(new Members({ url }), 'url').origin;

describe('requireEndpoint', () => {
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
  ])('%s has the origin %s', (url, expected) => {
    expect(origin(url)).toBe(expected);
  });

  test.each([
    'http://graph.microsoft.com',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://128.0.0.1',
    'http://[::2]',
    'https://user@graph.microsoft.com',
    'https://graph.microsoft.com:443@evil.example',
    'ftp://127.0.0.1',
    'graph.microsoft.com',
    '/beta',
  ])('%s is refused', (url) => {
    expect(() => origin(url)).toThrow(
      expect.objectContaining({ name: 'InvalidParams', message: expect.stringMatching(/^url /) }),
    );
  });
});
