import { ProtocolError } from '../protocol/errors.ts';

/**
 * Bun's codes for failures that come before the first byte of a request. EPROTO is not among them: Bun
 * gives it for a refused TLS handshake, but for TLS that breaks later as well.
 */
const beforeSending: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ConnectionRefused', 'the connection was refused'],
  ['FailedToOpenSocket', 'no connection could be opened'],
  ['ENOTFOUND', 'there is no host of that name'],
  ['EAI_AGAIN', 'its name could not be looked up'],
  ['ERR_PROXY_TUNNEL', 'the proxy refused to connect to it'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another host'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['CERT_UNTRUSTED', 'its certificate is not trusted'],
  ['CERT_REJECTED', 'its certificate is not trusted'],
  ['CERT_REVOKED', 'its certificate was revoked'],
  ['CERT_CHAIN_TOO_LONG', 'its certificate is not trusted'],
  ['CERT_SIGNATURE_FAILURE', 'its certificate is not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted'],
  ['INVALID_CA', 'its certificate is not trusted'],
  ['INVALID_PURPOSE', 'its certificate is not trusted'],
]);

/**
 * What a failure of fetch, or of reading an answer's body, means for the user. Where it is not certain
 * that nothing was sent, the outcome is unknown.
 * @param signal The request's; once it is aborted its reason is the failure.
 */
export function connectionError(error: unknown, url: string, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return signal.reason;
  }
  const { host } = new URL(url);
  const { reason, detail } = connectionFailure(error);
  if (reason !== undefined) {
    const cure =
      'Nothing was sent. Check the address, the network, the proxy and its credentials, then try again.';
    return new ProtocolError('ConnectionFailed', `No connection to ${host}: ${reason} (${detail}). ${cure}`);
  }
  const doubt = 'The outcome is unknown: the request may have reached the service. It is not sent again.';
  return new ProtocolError('ConnectionBroken', `The connection to ${host} broke (${detail}). ${doubt}`, true);
}

/** Why a request got no answer: the reason only where it is certain that nothing was sent. */
export function connectionFailure(error: unknown): { reason: string | undefined; detail: string } {
  const code = codeOf(error);
  return {
    reason: beforeSending.get(code),
    detail: code === 'ERR_PROXY_TUNNEL' ? proxyStatus(error) : code,
  };
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^\w+$/.test(code) ? code : 'unknown reason';
}

/** Bun ends the message with the proxy's status line, such as "407 Proxy Authentication Required". */
function proxyStatus(error: unknown): string {
  return /\b\d{3}\b[ -~]*$/.exec((error as Error).message)?.[0] ?? 'ERR_PROXY_TUNNEL';
}
