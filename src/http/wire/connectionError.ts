import { STATUS_CODES } from 'node:http';
import { doubt, type ErrorName, ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { ProxyAuthenticationError, ProxyUnreachable, TunnelRefused } from '../proxy/tunnelErrors.ts';
import { connectingKind, connectingReason, exchangingReason } from './failureReasons.ts';
import { TransmissionError } from './transmit.ts';

const PROXY_AUTHENTICATION_REQUIRED = 407;

const passwordRemedy = 'Specify the user name and password for the proxy with -ProxyCredential.';

/** A failure to connect, or the failure of an established connection. */
export interface ConnectionFailure {
  readonly name: ErrorName;
  /** The failure with its location, as the end of a sentence: "could not connect to ...". */
  readonly what: string;
  /** The advice for the user; empty if there is none. */
  readonly remedy: string;
  /** False if it is certain that nothing was sent. */
  readonly mayHaveBeenSent: boolean;
}

/**
 * Converts a TransmissionError from transmit(), or from the body of a response, to an error for the user. The
 * outcome is unknown unless it is certain that nothing was sent. Any other error is returned unchanged.
 */
export function connectionError(error: unknown, url: string, proxy?: ProxyParams): unknown {
  if (!(error instanceof TransmissionError)) {
    return error;
  }
  const { cause } = error;
  if (cause instanceof ProtocolError) {
    return error.mayHaveBeenSent ? cause : withoutDoubt(cause, url, proxy);
  }
  const { name, what, remedy, mayHaveBeenSent } = connectionFailure(error, url, proxy);
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  if (!mayHaveBeenSent) {
    return new ProtocolError(name, `${sentence} Nothing was sent. ${remedy}`);
  }
  return new ProtocolError(name, `${sentence} ${doubt}`, true);
}

export function connectionFailure(
  error: TransmissionError,
  url: string,
  proxy?: ProxyParams,
): ConnectionFailure {
  const { host } = new URL(url);
  const { cause, mayHaveBeenSent } = error;
  if (mayHaveBeenSent) {
    const what = `the connection to ${host} was interrupted: ${exchangingReason(cause)}`;
    return { name: 'ConnectionBroken', what, remedy: '', mayHaveBeenSent };
  }
  if (cause instanceof TunnelRefused) {
    const status = `${cause.status} ${STATUS_CODES[cause.status] ?? ''}`.trim();
    const reason = cause.reason === undefined ? '' : `: ${cause.reason}`;
    const what = `could not connect to ${host}: the proxy ${proxy?.address} refused the connection (${status})${reason}`;
    return { name: 'ConnectionFailed', what, remedy: remedyFor(cause.status, proxy), mayHaveBeenSent };
  }
  if (cause instanceof ProxyAuthenticationError) {
    const reason = cause.reason.replace(/\.$/, '');
    const what = `could not connect to ${host}: the current user cannot be authenticated to the proxy ${proxy?.address}: ${reason}`;
    return { name: 'ConnectionFailed', what, remedy: passwordRemedy, mayHaveBeenSent };
  }
  if (cause instanceof ProxyUnreachable) {
    const what = `could not connect to the proxy ${proxy?.address}: ${connectingReason(cause.cause)}`;
    const remedy = 'Check the address of the proxy and the network, then try again.';
    return { name: 'ConnectionFailed', what, remedy, mayHaveBeenSent };
  }
  const remedy =
    'Check the address (-Environment), the network, the proxy (-Proxy, HTTPS_PROXY, NO_PROXY) and the trusted certificates, then try again.';
  return {
    name: connectingKind(cause),
    what: `could not connect to ${host}${through(proxy)}: ${connectingReason(cause)}`,
    remedy,
    mayHaveBeenSent,
  };
}

function through(proxy: ProxyParams | undefined): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy.address}`;
}

function remedyFor(status: number, proxy: ProxyParams | undefined): string {
  if (status === PROXY_AUTHENTICATION_REQUIRED && proxy?.useDefaultCredentials) {
    return passwordRemedy;
  }
  if (status === PROXY_AUTHENTICATION_REQUIRED) {
    return proxy?.userName === undefined
      ? 'Specify the user name and password for the proxy with -ProxyCredential or in HTTPS_PROXY.'
      : 'Check the user name and password for the proxy.';
  }
  return status >= 500
    ? 'Check the address and try again, or contact the administrator of the proxy.'
    : 'Ask the administrator of the proxy to allow connections to that host.';
}

/** Returns the error for a timeout or cancellation before a connection was established. */
function withoutDoubt(
  { name, facts }: ProtocolError,
  url: string,
  proxy: ProxyParams | undefined,
): ProtocolError {
  const place = `${new URL(url).host}${through(proxy)}`;
  const message = `Could not connect to ${place} within the time limit. Nothing was sent. Try again, or change the time limit with Set-MgRequestContext -ClientTimeout.`;
  return new ProtocolError(name, message, false, facts);
}
