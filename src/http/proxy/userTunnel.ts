import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';
import { withTimeLimit } from '../abort.ts';
import { bareHost } from '../endpoint.ts';
import { type ProxyChallenge, proxyChallenge } from './proxyChallenge.ts';
import { closing, ProxyConnection, tooLate } from './proxyConnection.ts';
import { ProxyUser } from './proxyUser.ts';
import { TunnelRefused } from './tunnelErrors.ts';

const PROXY_AUTHENTICATION_REQUIRED = 407;

/** NTLM needs two legs, Kerberos one or two. */
const MAX_LEGS = 8;

/**
 * Opens a tunnel through a proxy that may have to know the client's user. What proves that is made by the client,
 * and goes to the proxy only after it has asked for it.
 * @param proxy Its URL.
 * @param target Host and port.
 * @param connect Connects to the proxy.
 * @param seconds Until there is a tunnel, once there is a connection.
 * @throws {TunnelRefused | ProxyUnreachable | ProxyAuthenticationError}
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
    // The authentication has not begun, so any connection will do.
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

/** The tunnel, where the proxy gives one to anybody, or how the user has to be proved to it. */
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

/** Gets the tunnel, leg by leg. */
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
        // The proxy's own proof: one that is wrong ends it here.
        await user.answer(received);
      }
      return;
    }
    if (answer.status !== PROXY_AUTHENTICATION_REQUIRED) {
      throw new TunnelRefused(answer.status);
    }
    if (received === null || !(await connection.keep(answer))) {
      break;
    }
  }
  throw new TunnelRefused(PROXY_AUTHENTICATION_REQUIRED, 'it does not accept the current user');
}

function requireChallenge(status: number, challenge: ProxyChallenge | undefined): ProxyChallenge {
  if (status === PROXY_AUTHENTICATION_REQUIRED && challenge !== undefined) {
    return challenge;
  }
  throw status === PROXY_AUTHENTICATION_REQUIRED
    ? new TunnelRefused(status, 'it offers neither Negotiate nor NTLM')
    : new TunnelRefused(status);
}

function another(first: ProxyConnection, connect: Connect.connector, proxy: URL): Promise<ProxyConnection> {
  first.close();
  return ProxyConnection.open(connect, proxy);
}
