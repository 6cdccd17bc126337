import type { Session } from '../auth/session.ts';
import type { HeaderList } from '../http/headerList.ts';
import type { ProxyChoice } from '../http/proxy/proxyChoice.ts';
import { isSecretHeader } from '../http/secrets/isSecretHeader.ts';
import type { HttpExchange } from '../protocol/protocol.ts';

/** Shorter parts of a header are words such as Negotiate. */
const SHORTEST_PART = 12;

/** All secrets that a request knows of: those of its session, its proxies, and the headers it was sent with. */
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

/** The values of secret headers, and what they are made of: each cookie, the token behind its scheme, the password in it. */
function inHeaders(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => isSecretHeader(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;,]+/), passwordIn(value)])
    .flatMap((part) => [part, part.replace(/^[^=]+=(?=[^=])/, '')])
    .filter((part) => part.length >= SHORTEST_PART);
}

/** Empty if it does not use Basic authentication. */
function passwordIn(value: string): string {
  const encoded = /^Basic\s+(\S+)$/i.exec(value)?.[1] ?? '';
  return Buffer.from(encoded, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}
