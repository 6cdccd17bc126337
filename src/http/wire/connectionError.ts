import { STATUS_CODES } from 'node:http';
import { doubt, type ErrorName, ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { ProxyAuthenticationError, ProxyUnreachable, TunnelRefused } from '../proxy/tunnelErrors.ts';
import {
  connectingKind,
  connectingReason,
  exchangingReason,
  isOutsideValidity,
  isUntrusted,
} from './failureReasons.ts';
import { TransmissionError } from './transmit.ts';

const FORBIDDEN = 403;
const PROXY_AUTHENTICATION_REQUIRED = 407;

/** The settings to name in advice about a failed connection. */
export interface ConnectionSettings {
  /**
   * The advice to check the environment's endpoint, as a sentence. For the sign-in service, it is empty if the
   * failed request was not for that endpoint's origin. For Graph, it is always present, because the endpoint
   * also determines where redirects lead.
   */
  readonly endpointRemedy: string;
  /**
   * Whether the advice can name -Proxy and -ProxyCredential. For the sign-in service, this is true only if
   * the user specified -Proxy, because Connect-MgGraph does not have these parameters.
   */
  readonly hasProxyParameters: boolean;
}

const ofGraph: ConnectionSettings = {
  endpointRemedy: "Check the environment's GraphEndpoint with Get-MgEnvironment.",
  hasProxyParameters: true,
};

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
  settings = ofGraph,
): ConnectionFailure {
  const { host } = new URL(url);
  const { cause, mayHaveBeenSent } = error;
  if (mayHaveBeenSent) {
    const what = `the request to ${host} failed: ${exchangingReason(cause)}`;
    return { name: 'ConnectionBroken', what, remedy: '', mayHaveBeenSent };
  }
  if (cause instanceof TunnelRefused) {
    const status = `${cause.status} ${STATUS_CODES[cause.status] ?? ''}`.trim();
    const reason = cause.reason === undefined ? '' : `: ${cause.reason}`;
    const what = `could not connect to ${host}: the proxy ${proxy?.address} refused the connection (${status})${reason}`;
    return {
      name: 'ConnectionFailed',
      what,
      remedy: refusalRemedy(cause.status, host, proxy, settings),
      mayHaveBeenSent,
    };
  }
  if (cause instanceof ProxyAuthenticationError) {
    const reason = cause.reason.replace(/\.$/, '');
    const what = `could not connect to ${host}: the current user cannot be authenticated to the proxy ${proxy?.address}: ${reason}`;
    const remedy = cause.isUnproven ? addressRemedy : passwordRemedy(proxy, settings);
    return { name: 'ConnectionFailed', what, remedy, mayHaveBeenSent };
  }
  if (cause instanceof ProxyUnreachable) {
    const what = `could not connect to the proxy ${proxy?.address}: ${connectingReason(cause.cause, 'proxy')}`;
    return { name: 'ConnectionFailed', what, remedy: proxyRemedy(cause.cause), mayHaveBeenSent };
  }
  return {
    name: connectingKind(cause),
    what: `could not connect to ${host}${through(proxy)}: ${connectingReason(cause)}`,
    remedy: connectingRemedy(cause, settings),
    mayHaveBeenSent,
  };
}

function through(proxy: ProxyParams | undefined): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy.address}`;
}

const toAuthorities =
  "to the system's trusted authorities or to the file in NODE_EXTRA_CA_CERTS, then start a new PowerShell session.";

function connectingRemedy(
  cause: unknown,
  { endpointRemedy, hasProxyParameters }: ConnectionSettings,
): string {
  const interception = 'whether a proxy or firewall intercepts the connection';
  if (isUntrusted(cause)) {
    return `If a proxy or firewall inspects TLS, add its root certificate ${toAuthorities}`;
  }
  if (isOutsideValidity(cause)) {
    return `Check this computer's clock, and ${interception}.`;
  }
  switch (connectingKind(cause)) {
    case 'NameResolutionFailed':
      return `Check the network connection, DNS and proxy settings. ${endpointRemedy}`.trim();
    case 'SecureConnectionFailed':
      return `Check ${interception}. ${endpointRemedy}`.trim();
    default:
      return `Check the network connection and the proxy (${hasProxyParameters ? '-Proxy, ' : ''}HTTPS_PROXY, NO_PROXY). ${endpointRemedy}`.trim();
  }
}

function proxyRemedy(cause: unknown): string {
  if (isUntrusted(cause)) {
    return `Add the proxy's root certificate ${toAuthorities}`;
  }
  if (isOutsideValidity(cause)) {
    return "Check this computer's clock. If it is correct, contact the proxy's administrator.";
  }
  return connectingKind(cause) === 'SecureConnectionFailed'
    ? addressRemedy
    : "Check the proxy's address and the network connection.";
}

const addressRemedy = "Check the proxy's address, or contact its administrator.";

function passwordRemedy(proxy: ProxyParams | undefined, { hasProxyParameters }: ConnectionSettings): string {
  if (!hasProxyParameters) {
    return 'Specify the proxy with a user name and password in HTTPS_PROXY, or in the script or profile that sets the default proxy.';
  }
  const remedy = 'Specify the user name and password for the proxy with -Proxy and -ProxyCredential';
  return proxy?.useDefaultCredentials
    ? `${remedy} instead.`
    : `${remedy}, or authenticate as the current user with -Proxy and -ProxyUseDefaultCredentials.`;
}

function refusalRemedy(
  status: number,
  host: string,
  proxy: ProxyParams | undefined,
  settings: ConnectionSettings,
): string {
  if (status === PROXY_AUTHENTICATION_REQUIRED) {
    return proxy?.userName === undefined
      ? passwordRemedy(proxy, settings)
      : 'Check the user name and password for the proxy, and whether it accepts Basic authentication.';
  }
  if (status >= 500) {
    return "If the error persists, contact the proxy's administrator.";
  }
  return status === FORBIDDEN
    ? `Ask the proxy's administrator to allow connections to ${host}.`
    : addressRemedy;
}

/** Returns the error for a timeout or cancellation before a connection was established. */
function withoutDoubt(
  { name, facts }: ProtocolError,
  url: string,
  proxy: ProxyParams | undefined,
): ProtocolError {
  const place = `${new URL(url).host}${through(proxy)}`;
  const message =
    name === 'RequestCancelled'
      ? 'The request was cancelled. Nothing was sent.'
      : `Could not connect to ${place} within the time limit. Nothing was sent. Check the network connection and the proxy, or increase the time limit with Set-MgRequestContext -ClientTimeout.`;
  return new ProtocolError(name, message, false, facts);
}
