import { connect as connectSocket, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector as Connect } from 'undici';
import { bareHost } from '../endpoint.ts';

export interface HostConnectorOptions {
  /** The time limit for establishing a connection, including TLS, in milliseconds. */
  readonly timeout: number;
  /**
   * The SHA-1 thumbprint, in hexadecimal digits, of the only accepted certificate. Nothing else about the
   * certificate is checked.
   */
  readonly thumbprint?: string;
}

/**
 * The elliptic curves for key exchange, without post-quantum algorithms. With those, the ClientHello is 1,489
 * bytes long, and some old firewalls respond to it with a reset.
 */
const curves = 'X25519:P-256:P-384:P-521';

/**
 * Creates a connector that validates the host's certificate for the host name in the URL, unless a thumbprint
 * is given. The server name never comes from a Host header. undici's own connector sends addresses as server
 * names, which RFC 6066 (section 3) forbids.
 */
export function hostConnector({ timeout, thumbprint }: HostConnectorOptions): Connect.connector {
  return ({ hostname, protocol, port, httpSocket }, callback) => {
    const isTls = protocol === 'https:';
    const host = bareHost(hostname);
    const place = { host, port: Number(port) || (isTls ? 443 : 80) };
    const socket = isTls
      ? connectTls({
          ...place,
          servername: isIP(host) === 0 ? host : '',
          minVersion: 'TLSv1.2',
          ecdhCurve: curves,
          ALPNProtocols: ['http/1.1'],
          ...(thumbprint !== undefined && { rejectUnauthorized: false }),
          ...(httpSocket !== undefined && { socket: httpSocket }),
        })
      : connectSocket(place);
    const timer = setTimeout(() => socket.destroy(failure('UND_ERR_CONNECT_TIMEOUT')), timeout);
    let isDone = false;
    const finish = (error: Error | null) => {
      if (!isDone) {
        isDone = true;
        clearTimeout(timer);
        callback(...((error === null ? [null, socket] : [error, null]) as Parameters<Connect.Callback>));
      }
    };
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    socket.on('error', finish).on('close', () => finish(failure('ECONNRESET')));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      if (
        thumbprint !== undefined &&
        thumbprintOf(socket as ReturnType<typeof connectTls>) !== thumbprint.toUpperCase()
      ) {
        socket.destroy(failure('ERR_TLS_CERT_THUMBPRINT'));
      } else {
        finish(null);
      }
    });
  };
}

function thumbprintOf(socket: ReturnType<typeof connectTls>): string {
  return socket.getPeerCertificate().fingerprint?.replaceAll(':', '') ?? '';
}

function failure(code: string): Error {
  return Object.assign(new Error('The connection failed.'), { code });
}
