import type { Session } from '../auth/session.ts';
import { environmentProxy } from '../http/environmentProxy.ts';
import type { Exchange } from '../http/exchangeHandlerOptions.ts';
import { type HeaderList, headersOf } from '../http/headerList.ts';
import { proxyVariables } from '../http/proxyVariables.ts';
import { isSecretHeader } from '../http/secretHeader.ts';
import type { ProxyParams, SendParams } from '../protocol/protocol.ts';

/** Shorter parts of a header are words such as Negotiate. */
const SHORTEST_PART = 12;

/** All secrets that a request knows of: those of its session, its proxies, and the headers it was sent with. */
export function knownSecrets(
  session: Session,
  { url, proxy }: SendParams,
  exchanges: readonly Exchange[],
): string[] {
  return [
    ...session.secrets,
    ...exchanges.flatMap(({ request }) => inHeaders(headersOf(request))),
    ...ofProxy(proxy),
    ...ofProxy(proxyOfEnvironment(url)),
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

/** Empty where it is none of Basic authentication. */
function passwordIn(value: string): string {
  const encoded = /^Basic\s+(\S+)$/i.exec(value)?.[1] ?? '';
  return Buffer.from(encoded, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

function ofProxy(proxy: ProxyParams | undefined): string[] {
  const { userName, password = '' } = proxy ?? {};
  return userName === undefined || password === '' ? [] : [password, `${userName}:${password}`];
}

function proxyOfEnvironment(url: string): ProxyParams | undefined {
  try {
    return environmentProxy(new URL(url), proxyVariables);
  } catch {
    // It is none that anything could have been sent to.
    return undefined;
  }
}
