import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { deferred } from '../deferred.ts';
import { TestAuthority } from './authority.ts';
import { browse, type FakeBrowser, fakeBrowser } from './browser.ts';
import { SignInServer } from './signInServer.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const clientId = '3e7b1d90-52c4-4a8f-b6e1-9f0d2c4a6b83';

let server: SignInServer;
let client: Server;
let redirectUri: string;
let visited: (url: string) => void;

beforeAll(async () => {
  server = await SignInServer.start();
  server.register({ tenantId, clientId, user: { upn: 'admin@contoso.example', name: 'Admin' } });
  client = createServer((request, response) => {
    visited(request.url ?? '');
    response.end('You can close this window.');
  });
  await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve));
  redirectUri = `http://localhost:${(client.address() as AddressInfo).port}`;
});

beforeEach(() => {
  visited = () => {};
});

afterAll(async () => {
  client.close();
  await server.close();
});

function signInUrl(different: Record<string, string> = {}): string {
  const query = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid User.Read',
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
    state: "it's a $(state)",
    ...different,
  };
  return `${server.url}/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(query)}`;
}

test('browse() follows the sign-in to the client', async () => {
  const { status, body, url } = await browse(signInUrl(), server);
  expect({ status, body }).toEqual({ status: 200, body: 'You can close this window.' });
  expect(url).toMatch(new RegExp(`^${redirectUri}/?\\?code=`));
});

test('browse() shows what goes wrong', async () => {
  const { status, body } = await browse(signInUrl({ redirect_uri: 'https://contoso.example' }), server);
  expect(status).toBe(400);
  expect(body).toContain('AADSTS50011');
});

test('browse() goes to no server of another authority', async () => {
  const other = await TestAuthority.create();
  await expect(browse(signInUrl(), other)).rejects.toThrow(/certificate/);
  other.dispose();
});

test('browse() gives up where redirects have no end', async () => {
  const endless = createServer((_, response) => response.writeHead(302, { Location: '/' }).end());
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
  const { port } = endless.address() as AddressInfo;
  await expect(browse(`http://localhost:${port}`, server)).rejects.toThrow(/redirects/);
  endless.close();
});

// Windows cannot run a shell script named xdg-open.
if (process.platform !== 'win32') {
  test('fakeBrowser() is what xdg-open starts', async () => {
    const browser: FakeBrowser = await fakeBrowser(server);
    const arrival = deferred<string>();
    visited = arrival.resolve;
    expect(browser.opened()).toEqual([]);
    const env = {
      ...process.env,
      PATH: `${browser.path}:${process.env['PATH']}`,
      NODE_OPTIONS: '--no-such-option',
    };
    const { status } = spawnSync('xdg-open', [signInUrl()], { env });
    expect(status).toBe(0);
    expect(browser.opened()).toEqual([signInUrl()]);
    const query = new URL(await arrival.promise, redirectUri).searchParams;
    expect(query.get('state')).toBe("it's a $(state)");
    browser.dispose();
  });
}
