import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { version } from '../../../src/protocol/version.ts';
import { repositoryRoot } from '../../support/module.ts';
import { browse } from '../../support/signIn/browser.ts';
import { openIdConfiguration } from '../../support/signIn/discovery.ts';
import { json } from '../../support/signIn/replies.ts';
import { type Reply, SignInServer } from '../../support/signIn/signInServer.ts';
import { registration } from '../../support/signInLab.ts';
import { backendBinary } from '../support/binary.ts';
import { TcpServer } from '../support/tcpServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const app = registration();
let binary: string;
let signIn: SignInServer;
let backend: TestBackend;

beforeAll(async () => {
  binary = backendBinary();
  signIn = await SignInServer.start();
  signIn.register(app);
});

afterAll(async () => {
  await signIn.close();
});

beforeEach(async () => {
  signIn.requests.length = 0;
  backend = new TestBackend(binary, { NODE_EXTRA_CA_CERTS: signIn.caFile });
  await backend.call('initialize', { version });
});

afterEach(() => backend.stop());

const open = (credential: object) => ({
  session: 's',
  environment: {
    name: 'lab',
    graphEndpoint: 'https://graph.microsoft.com',
    azureADEndpoint: signIn.url,
  },
  credential,
});

const user = (type: string) => ({
  type,
  clientId: app.clientId,
  tenantId: app.tenantId,
  scopes: ['User.Read'],
  isKept: false,
  isSilent: false,
});

/** Sends bytes and waits for the connection to close. */
async function sendRaw(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  socket.end(text);
  await once(socket, 'close');
}

/** Returns the URL of the sign-in page that the backend asks the user to open. */
async function pageOf(id: number): Promise<string> {
  const { method, params } = await backend.notification(id);
  expect([method, params['kind']]).toEqual(['session/prompt', 'browser']);
  return params['url'] as string;
}

describe('a browser', () => {
  test('brings the answer back, and the session is open', async () => {
    const { id, answer } = backend.request('session/open', open(user('interactiveBrowser')));
    const { status, body } = await browse(await pageOf(id), signIn);
    expect([status, body]).toEqual([200, expect.stringContaining('The sign-in in the browser is complete')]);
    expect((await answer).result).toMatchObject({ account: 'adele@contoso.example', scopes: ['User.Read'] });
  });

  test('that brings something else is told that there is nothing, and waited for', async () => {
    const { id, answer } = backend.request('session/open', open(user('interactiveBrowser')));
    const page = await pageOf(id);
    const redirect = new URL(page).searchParams.get('redirect_uri') ?? '';
    for (const query of [
      '',
      '/favicon.ico',
      '/?code=stolen&state=guess',
      '/?error=access_denied',
      '/x?code=1',
    ]) {
      expect((await fetch(`${redirect}${query}`)).status).toBe(404);
    }
    const { port } = new URL(redirect);
    for (const line of [
      'GET // HTTP/1.1',
      'GET http://[ HTTP/1.1',
      'POST /?code=1&state=1 HTTP/1.1',
      'no HTTP',
    ]) {
      await sendRaw(Number(port), `${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    }
    await browse(page, signIn);
    expect((await answer).result).toBeDefined();
  });

  test('finds nobody any more when signing in was stopped', async () => {
    const { id, answer } = backend.request('session/open', open(user('interactiveBrowser')));
    const redirect = new URL(await pageOf(id)).searchParams.get('redirect_uri') ?? '';
    backend.cancel(id);
    expect((await answer).error?.data.name).toBe('RequestCancelled');
    await expect(fetch(redirect)).rejects.toThrow();
  });

  test('several at a time do not get in each other’s way', async () => {
    const requests = Array.from({ length: 3 }, (_, index) =>
      backend.request('session/open', { ...open(user('interactiveBrowser')), session: `s${index}` }),
    );
    for (const { id } of requests.toReversed()) {
      await browse(await pageOf(id), signIn);
    }
    const answers = await Promise.all(requests.map(({ answer }) => answer));
    expect(answers.map(({ result }) => result?.['account'])).toEqual(Array(3).fill('adele@contoso.example'));
  });
});

describe('a session', () => {
  const secret = (registered: typeof app) => ({
    type: 'clientSecret',
    tenantId: registered.tenantId,
    clientId: registered.clientId,
    clientSecret: registered.secrets[0],
  });

  test('of an id that is open for somebody else is refused, and the first stays', async () => {
    const other = registration();
    signIn.register(other);
    await backend.call('session/open', open(secret(app)));
    expect((await backend.ask('session/open', open(secret(other)))).error?.data.name).toBe('SessionMismatch');
    await backend.call('session/open', open(secret(app)));
  });

  test('is used for the tenant only that it is signed in to', async () => {
    await backend.call('session/open', open(secret(app)));
    const error = await backend.sendError({ url: 'https://127.0.0.1:9', tenantId: registration().tenantId });
    expect(error).toMatchObject({ data: { name: 'SessionMismatch', mayHaveBeenSent: false } });
  });

  test('with a certificate asks the client for each signature, and says why it got none', async () => {
    const certificate = Buffer.from('any').toString('base64');
    const params = { ...secret(app), type: 'clientCertificate', certificate, algorithm: 'PS256' };
    const { answer } = backend.request('session/open', open(params));
    const { id, params: asked } = await backend.requestFromBackend('session/sign');
    expect(asked).toMatchObject({ session: 's', algorithm: 'PS256', data: expect.stringMatching(/./) });
    backend.reply(id, { error: { code: -32000, message: 'the card was pulled out' } });
    expect((await answer).error).toMatchObject({
      message:
        "Sign-in failed: the certificate's private key cannot be used: the card was pulled out. Nothing was sent to Graph. Sign in again with Connect-MgGraph. If the error persists, check that this user can use the key.",
      data: { name: 'SignInFailed' },
    });
  });
});

describe('a sign-in service', () => {
  const secret = () => ({
    type: 'clientSecret',
    tenantId: app.tenantId,
    clientId: app.clientId,
    clientSecret: app.secrets[0],
  });

  test('whose first connection is reset is asked again', async () => {
    const target = new URL(signIn.url);
    let count = 0;
    const gate = await TcpServer.start((socket) => {
      count += 1;
      if (count === 1) {
        socket.resetAndDestroy();
      } else {
        socket.pipe(connect(Number(target.port), '127.0.0.1').on('error', () => {})).pipe(socket);
      }
    });
    try {
      const params = open(secret());
      params.environment.azureADEndpoint = `https://localhost:${gate.port}`;
      signIn.next({ replyTo: () => metadata(params.environment.azureADEndpoint) }, 'discovery');
      expect(await backend.call('session/open', params)).toMatchObject({ tenantId: app.tenantId });
      expect(count).toBeGreaterThan(1);
    } finally {
      await gate.close();
    }
  });

  test('that sends on to another host does not get the credential taken there', async () => {
    const stranger = await SignInServer.start({ authority: signIn.authority });
    stranger.register(app);
    try {
      const elsewhere = { token_endpoint: `${stranger.url}/${app.tenantId}/oauth2/v2.0/token` };
      signIn.next({ replyTo: () => metadata(signIn.url, elsewhere) }, 'discovery');
      const { error } = await backend.ask('session/open', open(secret()));
      expect(error?.message).toContain(
        `${new URL(stranger.url).host} was not contacted, because this sign-in is limited to ${signIn.url}`,
      );
      expect(stranger.requests).toEqual([]);
    } finally {
      await stranger.close();
    }
  });

  /** Returns the OpenID configuration that a service at this origin publishes. */
  function metadata(origin: string, other: object = {}): Reply {
    return json({ ...openIdConfiguration(origin, app.tenantId, app.tenantId), ...other });
  }
});

describe('the identity library', () => {
  interface Bundle {
    inputs: Record<string, { imports: { path: string; kind: string }[] }>;
  }

  const isIdentity = (file: string) => /node_modules\/@azure\//.test(file);

  function reachable({ inputs }: Bundle, kinds: (kind: string) => boolean): string[] {
    const found = new Set(['src/main.ts']);
    for (const file of found) {
      for (const { path: target, kind } of inputs[file]?.imports ?? []) {
        if (kinds(kind)) {
          found.add(target);
        }
      }
    }
    return [...found];
  }

  test('is in the binary, but nothing that an access token needs loads it', () => {
    const file = path.join(repositoryRoot, 'artifacts', 'bundle.json');
    const bundle = JSON.parse(readFileSync(file, 'utf8')) as Bundle;
    expect(reachable(bundle, () => true).some(isIdentity)).toBe(true);
    expect(reachable(bundle, (kind) => kind !== 'dynamic-import').filter(isIdentity)).toEqual([]);
  });
});
