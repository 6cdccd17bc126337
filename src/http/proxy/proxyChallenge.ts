import { type Header, type ProxyScheme, proxySchemes } from '../../protocol/protocol.ts';
import { valuesOf } from './connectAnswer.ts';

/** A proxy's authentication challenge. */
export interface ProxyChallenge {
  readonly scheme: ProxyScheme;
  /** The token in base64; null if there is none. */
  readonly token: string | null;
}

/** The text between commas. Commas in quoted strings, such as a realm, are not separators. */
const offer = /(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g;

/**
 * Returns the best challenge that a proxy offers, with Negotiate preferred to NTLM. Basic is never used,
 * because it needs a password.
 * @param wanted The accepted schemes, in order of preference.
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
