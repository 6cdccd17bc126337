import type { Session } from '../auth/session.ts';
import type { HeaderList } from '../http/headerList.ts';
import type { ProxyChoice } from '../http/proxy/proxyChoice.ts';
import { isSecretHeader } from '../http/secrets/isSecretHeader.ts';
import type { HttpExchange } from '../protocol/protocol.ts';

/**
 * The minimum length of a header value, or of a part of it, that is treated as a secret. Shorter ones include
 * words such as Negotiate.
 */
const SHORTEST_PART = 12;

/** Returns all known secrets of a request: those of its session, its proxies and its headers. */
export function knownSecrets(
  session: Session,
  proxies: ProxyChoice,
  exchanges: readonly HttpExchange[],
): string[] {
  return [
    ...session.secrets,
    ...exchanges.flatMap(({ requestHeaders }) => inHeaders(requestHeaders)),
    ...proxies.secrets,
  ];
}

/**
 * Returns the values of secret headers and their parts, such as cookies, tokens and passwords, if they are
 * not too short.
 */
function inHeaders(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => isSecretHeader(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;,]+/), passwordIn(value)])
    .flatMap((part) => [part, part.replace(/^[^=]+=(?=[^=])/, '')])
    .filter((part) => part.length >= SHORTEST_PART);
}

/** Returns the password in a header value with the Basic scheme; empty for any other value. */
function passwordIn(value: string): string {
  const encoded = /^Basic\s+(\S+)$/i.exec(value)?.[1] ?? '';
  return Buffer.from(encoded, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}
