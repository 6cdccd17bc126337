import { readFileSync } from 'node:fs';
import type { ErrorName } from '../../protocol/errors.ts';
import { CONNECT_SECONDS, MAX_HEADER_KIB } from './dispatchers.ts';

/** The other end of a connection. In the reasons below, `{peer}` stands for it. */
type Peer = 'server' | 'proxy';

const closedEarly = 'the connection was closed before it was ready';
const untrusted = "{peer}'s certificate is not trusted";
const selfSigned = "{peer}'s certificate is self-signed";
const oldTls = '{peer} does not support TLS 1.2 or later';
/** The alert for this is general: servers also send it for an unknown host name, for example. */
const refusedHandshake =
  '{peer} rejected the TLS handshake, possibly because it and this computer have no common cipher suite';
const onlyEncipherment =
  "{peer}'s certificate allows only insecure key exchange, because its key usage lacks digitalSignature";
const wrongName =
  "{peer}'s certificate contains a name for which its authority is not allowed to issue certificates";
const noHttp = 'the response is not valid HTTP';

/** Reasons why a host name could not be resolved, by error code. */
const lookingUp: ReadonlyMap<string, string> = new Map([
  // Some systems also report this if there is no network connection.
  ['ENOTFOUND', 'the host name was not found'],
  ['EAI_AGAIN', 'the host name could not be resolved'],
]);

/** Reasons why TLS could not be established, by error code. */
const securing: ReadonlyMap<string, string> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', "{peer}'s certificate is for another host"],
  ['CERT_HAS_EXPIRED', "{peer}'s certificate has expired"],
  ['CERT_NOT_YET_VALID', "{peer}'s certificate is not valid yet"],
  ['CERT_UNTRUSTED', untrusted],
  ['CERT_REJECTED', untrusted],
  ['CERT_REVOKED', "{peer}'s certificate was revoked"],
  ['CERT_CHAIN_TOO_LONG', untrusted],
  ['CERT_SIGNATURE_FAILURE', untrusted],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', selfSigned],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['INVALID_CA', untrusted],
  ['INVALID_PURPOSE', untrusted],
  [
    'ERR_TLS_CERT_THUMBPRINT',
    "{peer}'s certificate does not have the thumbprint in the environment variable IDENTITY_SERVER_THUMBPRINT",
  ],
  ['ERR_SSL_KEY_USAGE_BIT_INCORRECT', onlyEncipherment],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', oldTls],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', oldTls],
  ['ERR_SSL_WRONG_VERSION_NUMBER', '{peer} did not respond with TLS'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', refusedHandshake],
  ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', '{peer} does not support HTTP/1.1'],
  ['ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME', '{peer} does not recognize that host name'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', '{peer} aborted the TLS handshake'],
]);

/** Reasons for rejected certificates, by error message. The runtime uses one code for all of them. */
const unspecified: ReadonlyMap<string, string> = new Map([
  [
    'unsupported name constraint type',
    "{peer}'s certificate authority is limited to certain names by a constraint that cannot be checked, such as one on IP addresses",
  ],
  ['permitted subtree violation', wrongName],
  ['excluded subtree violation', wrongName],
]);

/** Reasons why there is no connection, by error code. */
const connecting: ReadonlyMap<string, string> = new Map([
  ...lookingUp,
  ...securing,
  // The runtime also uses this code if there is no route to the host.
  ['ECONNREFUSED', 'the connection was refused, or the host is unreachable'],
  ['ECONNRESET', closedEarly],
  ['EPIPE', closedEarly],
  ['EHOSTUNREACH', '{peer} is unreachable'],
  ['ENETUNREACH', '{peer} is unreachable'],
  ['ETIMEDOUT', '{peer} did not respond'],
  [
    'UND_ERR_CONNECT_TIMEOUT',
    `{peer} did not respond within the connection time limit of ${CONNECT_SECONDS} seconds`,
  ],
  ['ERR_PROXY_PROTOCOL', 'the response is not a valid HTTP proxy response'],
  ['UND_ERR_HTTP_PARSER', noHttp],
  ['UND_ERR_SOCKET', closedEarly],
]);

const brokenOff = 'the connection was closed before the complete response arrived';

/** Reasons why an established connection failed, by error code. */
const exchanging: ReadonlyMap<string, string> = new Map([
  ['ECONNRESET', brokenOff],
  ['EPIPE', brokenOff],
  ['UND_ERR_SOCKET', brokenOff],
  ['UND_ERR_HEADERS_OVERFLOW', `the headers of the response are larger than ${MAX_HEADER_KIB} KiB`],
  ['UND_ERR_HTTP_PARSER', noHttp],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'the length of the response differs from its Content-Length'],
]);

/** Returns whether an established connection was closed or reset. */
export function isBrokenOff(cause: unknown): boolean {
  return exchanging.get(codeOf(cause)) === brokenOff;
}

/** Returns the error name for a failed connection. */
export function connectingKind(cause: unknown): ErrorName {
  const code = codeOf(cause);
  if (lookingUp.has(code)) {
    return 'NameResolutionFailed';
  }
  return code === 'UNSPECIFIED' || securing.has(code) ? 'SecureConnectionFailed' : 'ConnectionFailed';
}

/** Returns whether a connection failed because no trusted authority vouches for the certificate. */
export function isUntrusted(cause: unknown): boolean {
  const reason = connecting.get(codeOf(cause));
  return reason === untrusted || reason === selfSigned;
}

/** Returns whether a connection failed because of the validity period of the certificate. */
export function isOutsideValidity(cause: unknown): boolean {
  return ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'].includes(codeOf(cause));
}

export function connectingReason(cause: unknown, peer: Peer = 'server'): string {
  return reasonIn(connecting, 'an unexpected error occurred', cause, peer);
}

export function exchangingReason(cause: unknown): string {
  return reasonIn(exchanging, 'the connection failed', cause, 'server');
}

/** @param fallback The reason for an error code that is not in the map. */
function reasonIn(
  reasons: ReadonlyMap<string, string>,
  fallback: string,
  cause: unknown,
  peer: Peer,
): string {
  const code = codeOf(cause);
  const reason = code === 'UNSPECIFIED' ? unspecifiedReason(cause) : (reasons.get(code) ?? fallback);
  const fault = isUntrusted(cause) ? extraAuthoritiesFault() : undefined;
  return `${reason.replace('{peer}', `the ${peer}`)} (${code})${fault === undefined ? '' : `; ${fault}`}`;
}

function unspecifiedReason(cause: unknown): string {
  const { message } = cause as Error;
  return (
    unspecified.get(message) ?? `{peer}'s certificate cannot be used: ${message.replace(/[^\w -]/g, '')}`
  );
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string' && /^\w+$/.test(code)) {
    return code;
  }
  // undici's parser errors have a name instead of a code.
  return name === 'HTTPParserError' ? 'UND_ERR_HTTP_PARSER' : 'unknown reason';
}

/**
 * Returns the problem with the file that NODE_EXTRA_CA_CERTS names, as a clause; undefined if the variable is
 * not set or the file contains PEM data. The runtime itself reports no error for an unusable file.
 */
function extraAuthoritiesFault(): string | undefined {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || file === '') {
    return undefined;
  }
  try {
    return readFileSync(file, 'latin1').includes('-----BEGIN ')
      ? undefined
      : `NODE_EXTRA_CA_CERTS points to ${file}, which contains no certificate in PEM format`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read: ${code}`;
    return `NODE_EXTRA_CA_CERTS points to ${file}, which ${reason}`;
  }
}
