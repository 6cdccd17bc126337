import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';
import { withTimeLimit } from '../abort.ts';
import { bareHost } from '../endpoint.ts';
import { type ProxyChallenge, proxyChallenge } from './proxyChallenge.ts';
import { closing, ProxyConnection, tooLate } from './proxyConnection.ts';
import { ProxyUser } from './proxyUser.ts';
import { TunnelRefused } from './tunnelErrors.ts';

const PROXY_AUTHENTICATION_REQUIRED = 407;

/** The maximum number of legs. NTLM needs two, and Kerberos needs one or two. */
const MAX_LEGS = 8;

/**
 * Opens a tunnel through a proxy that may require the client's user to authenticate. The client creates the
 * tokens, which are sent only after the proxy has requested them.
 * @param proxy The URL of the proxy.
 * @param target The host and port.
 * @param connect Connects to the proxy.
 * @param seconds The time limit for opening the tunnel after the connection has been established.
 * @throws {TunnelRefused | ProxyUnreachable | ProxyAuthenticationError} The tunnel could not be opened.
 */
export async function userTunnel(
  proxy: URL,
  target: string,
  connect: Connect.connector,
  seconds: number,
): Promise<Socket> {
  const first = await ProxyConnection.open(connect, proxy);
  return withTimeLimit(seconds, tooLate, async (signal) => {
    const asked = await closing(first, signal, () => ask(first, target, signal));
    if (!('challenge' in asked)) {
      return asked;
    }
    // Authentication has not started yet, so it can use any connection.
    const connection = asked.isKept ? first : await another(first, connect, proxy);
    const user = new ProxyUser(bareHost(proxy.hostname), asked.challenge.scheme);
    try {
      return await closing(connection, signal, async () => {
        await signIn(connection, target, user, asked.challenge);
        signal.throwIfAborted();
        return connection.release();
      });
    } finally {
      user.end();
    }
  });
}

/**
 * Requests a tunnel without authentication.
 * @returns The tunnel, or the proxy's challenge and whether the connection can be reused.
 * @throws {TunnelRefused} The proxy refused without a challenge for Negotiate or NTLM.
 * @throws {ProxyUnreachable} The connection broke, or the response is not valid HTTP.
 */
async function ask(
  connection: ProxyConnection,
  target: string,
  signal: AbortSignal,
): Promise<Socket | { challenge: ProxyChallenge; isKept: boolean }> {
  const answer = await connection.connectTo(target, []);
  signal.throwIfAborted();
  if (answer.status === 200) {
    return connection.release();
  }
  const challenge = requireChallenge(answer.status, proxyChallenge(answer.headers));
  return { challenge, isKept: await connection.keep(answer) };
}

/**
 * Authenticates the user, one leg at a time, until the tunnel is open.
 * @throws {TunnelRefused | ProxyUnreachable | ProxyAuthenticationError} The tunnel could not be opened.
 */
async function signIn(
  connection: ProxyConnection,
  target: string,
  user: ProxyUser,
  { scheme, token: first }: ProxyChallenge,
): Promise<void> {
  let received = first;
  for (let leg = 1; leg <= MAX_LEGS; leg++) {
    const token = await user.answer(received);
    if (token === null) {
      break;
    }
    const answer = await connection.connectTo(target, [['Proxy-Authorization', `${scheme} ${token}`]]);
    received = proxyChallenge(answer.headers, [scheme])?.token ?? null;
    if (answer.status === 200) {
      if (received !== null) {
        // The last token proves the proxy's identity. An invalid token results in an error.
        await user.answer(received);
      }
      return;
    }
    if (answer.status !== PROXY_AUTHENTICATION_REQUIRED) {
      throw new TunnelRefused(answer.status);
    }
    if (received === null) {
      break;
    }
    if (!(await connection.keep(answer))) {
      const reason = 'the proxy does not keep the connection open during authentication';
      throw new TunnelRefused(PROXY_AUTHENTICATION_REQUIRED, reason);
    }
  }
  throw new TunnelRefused(PROXY_AUTHENTICATION_REQUIRED, 'the proxy does not accept the current user');
}

function requireChallenge(status: number, challenge: ProxyChallenge | undefined): ProxyChallenge {
  if (status === PROXY_AUTHENTICATION_REQUIRED && challenge !== undefined) {
    return challenge;
  }
  throw status === PROXY_AUTHENTICATION_REQUIRED
    ? new TunnelRefused(status, 'the proxy offers neither Negotiate nor NTLM')
    : new TunnelRefused(status);
}

function another(first: ProxyConnection, connect: Connect.connector, proxy: URL): Promise<ProxyConnection> {
  first.close();
  return ProxyConnection.open(connect, proxy);
}
