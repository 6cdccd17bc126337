import { type Header, type ProxyScheme, proxySchemes } from '../../protocol/protocol.ts';
import { valuesOf } from './connectAnswer.ts';

/** A proxy's challenge to authenticate with Negotiate or NTLM. */
export interface ProxyChallenge {
  readonly scheme: ProxyScheme;
  /** The token in base64; null if there is none. */
  readonly token: string | null;
}

/**
 * One element of a Proxy-Authenticate header. Commas in quoted strings, such as a realm, do not separate
 * elements.
 */
const offer = /(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g;

/**
 * Returns the proxy's challenge for the first accepted scheme that it offers; undefined if it offers none of
 * them.
 * @param wanted The accepted schemes, in order of preference. By default, Negotiate is preferred to NTLM.
 */
export function proxyChallenge(
  headers: readonly Header[],
  wanted: readonly ProxyScheme[] = proxySchemes,
): ProxyChallenge | undefined {
  const offers = valuesOf(headers, 'proxy-authenticate').flatMap((value) => value.match(offer) ?? []);
  for (const scheme of wanted) {
    for (const text of offers) {
      const [, name = '', token] = /^\s*([A-Za-z]+)(?:\s+([A-Za-z0-9+/]+=*))?\s*$/.exec(text) ?? [];
      if (name.toLowerCase() === scheme.toLowerCase()) {
        return { scheme, token: token ?? null };
      }
    }
  }
  return undefined;
}
