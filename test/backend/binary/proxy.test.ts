import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { ProxyServer } from '../../support/proxyServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { selfSignedCertificate } from '../support/certificate.ts';
import { okAnswer } from '../support/rawServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
const folder = mkdtempSync(join(tmpdir(), 'pss-proxy-'));
const authorities = join(folder, 'ca.pem');
let server: GraphServer;
let tls: Server;
let tlsUrl: string;
let proxy: ProxyServer;
let backend: TestBackend | undefined;

beforeAll(async () => {
  const certificate = selfSignedCertificate({ address: '127.0.0.1' });
  writeFileSync(authorities, certificate.cert);
  server = await GraphServer.start();
  server.reply({ body: '{}' });
  tls = createTlsServer(certificate, (socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(okAnswer));
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  tlsUrl = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/`;
});

beforeEach(async () => {
  proxy = await ProxyServer.start();
});

afterEach(async () => {
  await backend?.stop();
  await proxy.close();
});

afterAll(async () => {
  tls.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<TestBackend> {
  backend = await TestBackend.ready(binary, server.url, token, { NODE_EXTRA_CA_CERTS: authorities });
  return backend;
}

test('an explicit proxy gets the request, with its credentials', async () => {
  const address = proxy.url;
  const own = await start();
  expect(await own.send({ url: server.url, proxy: { address } })).toMatchObject({ status: 200 });
  expect(
    await own.send({ url: server.url, proxy: { address, userName: 'domain\\üser', password: 'p:ä@/' } }),
  ).toMatchObject({ status: 200 });
  const basic = `Basic ${Buffer.from('domain\\üser:p:ä@/').toString('base64')}`;
  expect(proxy.requests.map(({ target, credentials }) => [target, credentials])).toEqual([
    [new URL(server.url).host, undefined],
    [new URL(server.url).host, basic],
  ]);
  expect(server.requests.at(-1)?.headers).not.toHaveProperty('proxy-authorization');
});

test('https goes through a tunnel, which hides the token', async () => {
  const own = await start();
  const answer = await own.send({ url: tlsUrl, proxy: { address: proxy.url, userName: 'u', password: 'p' } });
  expect(answer).toMatchObject({ status: 200 });
  const basic = `Basic ${Buffer.from('u:p').toString('base64')}`;
  expect(proxy.requests).toEqual([
    { method: 'CONNECT', target: new URL(tlsUrl).host, credentials: basic, authorization: undefined },
  ]);
});

test('a proxy that refuses the tunnel sends nothing on', async () => {
  proxy.refusal = '407 Proxy Authentication Required';
  const error = await (await start()).sendError({
    url: tlsUrl,
    proxy: { address: proxy.url, userName: 'u', password: 'hunter2' },
  });
  expect(error).toMatchObject({ code: -32020, data: { name: 'ConnectionFailed', mayHaveBeenSent: false } });
  expect(error.message).toContain('407 Proxy Authentication Required');
  expect(error.message).not.toContain('hunter2');
});

test('a proxy that is not there is a failed connection', async () => {
  const { url } = proxy;
  await proxy.close();
  expect(await (await start()).sendError({ url: tlsUrl, proxy: { address: url } })).toMatchObject({
    data: { name: 'ConnectionFailed' },
  });
  proxy = await ProxyServer.start();
});

test('an explicit proxy is used whatever NO_PROXY says', async () => {
  const own = await start();
  await own.send({ url: server.url, proxy: { address: proxy.url }, proxyVariables: { NO_PROXY: '*' } });
  expect(proxy.requests).toHaveLength(1);
});

test('HTTPS_PROXY counts for https, unless NO_PROXY names the host', async () => {
  const own = await start();
  await own.send({ url: tlsUrl, proxyVariables: { HTTPS_PROXY: proxy.url } });
  expect(proxy.requests).toHaveLength(1);
  await own.send({ url: tlsUrl, proxyVariables: { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } });
  expect(proxy.requests).toHaveLength(1);
});

test('http, which only a loopback host gets, goes through no proxy of the environment', async () => {
  const own = await start();
  const proxyVariables = { HTTPS_PROXY: proxy.url, ALL_PROXY: proxy.url };
  expect(await own.send({ url: server.url, proxyVariables })).toMatchObject({ status: 200 });
  expect(proxy.requests).toEqual([]);
});
