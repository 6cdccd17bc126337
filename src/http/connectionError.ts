import { STATUS_CODES } from 'node:http';
import { ProtocolError } from '../protocol/errors.ts';
import type { ProxyParams } from '../protocol/protocol.ts';
import { CONNECT_SECONDS } from './dispatchers.ts';
import { TransmissionError } from './transmit.ts';
import { ProxyUnreachable, TunnelRefused, UserUnproved } from './tunnelErrors.ts';

const PROXY_AUTHENTICATION_REQUIRED = 407;

const untrusted = 'its certificate is not trusted';
const oldTls = 'it offers no version of TLS that is still safe';

const passwordCure = 'Give its user and password with -ProxyCredential.';

/** By the codes of failures, why there is no connection. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was closed before it was ready'],
  ['EHOSTUNREACH', 'there is no way to it'],
  ['ENETUNREACH', 'there is no way to it'],
  ['ENOTFOUND', 'there is no host of that name'],
  ['EAI_AGAIN', 'its name could not be looked up'],
  ['ETIMEDOUT', 'it did not answer'],
  ['UND_ERR_CONNECT_TIMEOUT', `it was not there within ${CONNECT_SECONDS} seconds`],
  ['UND_ERR_HEADERS_TIMEOUT', `it did not answer within ${CONNECT_SECONDS} seconds`],
  ['ERR_PROXY_PROTOCOL', 'it does not speak HTTP as a proxy does'],
  ['UND_ERR_SOCKET', 'the connection was closed before it was ready'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another host'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['CERT_UNTRUSTED', untrusted],
  ['CERT_REJECTED', untrusted],
  ['CERT_REVOKED', 'its certificate was revoked'],
  ['CERT_CHAIN_TOO_LONG', untrusted],
  ['CERT_SIGNATURE_FAILURE', untrusted],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['INVALID_CA', untrusted],
  ['INVALID_PURPOSE', untrusted],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', oldTls],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', oldTls],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS there'],
]);

/** What kept a request from getting a connection, or broke the one it had. */
export interface ConnectionFailure {
  /** The whole of it as the end of a sentence, with the place: "no connection to ...". */
  readonly what: string;
  /** What to check. */
  readonly cure: string;
  /** False where it is certain that nothing was sent. */
  readonly mayHaveBeenSent: boolean;
}

/**
 * What a failure of transmit(), or of reading an answer's body, means for the user. Where it is not certain
 * that nothing was sent, the outcome is unknown.
 */
export function connectionError(error: unknown, url: string, proxy?: ProxyParams): unknown {
  if (!(error instanceof TransmissionError)) {
    return error;
  }
  const { cause } = error;
  if (cause instanceof ProtocolError) {
    return error.mayHaveBeenSent ? cause : withoutDoubt(cause, url);
  }
  const { what, cure, mayHaveBeenSent } = connectionFailure(error, url, proxy);
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  if (!mayHaveBeenSent) {
    return new ProtocolError('ConnectionFailed', `${sentence} Nothing was sent. ${cure}`);
  }
  const doubt = 'The outcome is unknown: the request may have reached the service. It is not sent again.';
  return new ProtocolError('ConnectionBroken', `${sentence} ${doubt}`, true);
}

export function connectionFailure(
  error: TransmissionError,
  url: string,
  proxy?: ProxyParams,
): ConnectionFailure {
  const { host } = new URL(url);
  const { cause, mayHaveBeenSent } = error;
  if (mayHaveBeenSent) {
    return { what: `the connection to ${host} broke (${codeOf(cause)})`, cure: '', mayHaveBeenSent };
  }
  if (cause instanceof TunnelRefused) {
    const status = `${cause.status} ${STATUS_CODES[cause.status] ?? ''}`.trim();
    const reason = cause.reason === undefined ? '' : `: ${cause.reason}`;
    const what = `no connection to ${host}: the proxy ${proxy?.address} refused to connect to it (${status})${reason}`;
    return { what, cure: cureFor(cause.status), mayHaveBeenSent };
  }
  if (cause instanceof UserUnproved) {
    const reason = cause.reason.replace(/\.$/, '');
    const what = `no connection to ${host}: the proxy ${proxy?.address} can not be told who the current user is: ${reason}`;
    return { what, cure: passwordCure, mayHaveBeenSent };
  }
  if (cause instanceof ProxyUnreachable) {
    const what = `no connection to the proxy ${proxy?.address}: ${reasonOf(cause.cause)}`;
    return { what, cure: 'Check the address of the proxy and the network, then try again.', mayHaveBeenSent };
  }
  const through = proxy === undefined ? '' : ` through the proxy ${proxy.address}`;
  const cure =
    'Check the address, the network, the proxy (-Proxy, HTTPS_PROXY, NO_PROXY) and the trusted certificates, then try again.';
  return { what: `no connection to ${host}${through}: ${reasonOf(cause)}`, cure, mayHaveBeenSent };
}

function cureFor(status: number): string {
  return status === PROXY_AUTHENTICATION_REQUIRED
    ? passwordCure
    : 'Ask who runs the proxy to allow that host.';
}

/** The time was up, or the user had enough, before there was a connection. */
function withoutDoubt({ name, facts }: ProtocolError, url: string): ProtocolError {
  const message = `There was no connection to ${new URL(url).host} in time. Nothing was sent. Try again.`;
  return new ProtocolError(name, message, false, facts);
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  const reason = reasons.get(code);
  return reason === undefined ? code : `${reason} (${code})`;
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w+$/.test(code) ? code : 'unknown reason';
}
