import { type Header, type ProxyScheme, proxySchemes } from '../../protocol/protocol.ts';
import { valuesOf } from './connectAnswer.ts';

/** A way to say who the user is that a proxy offers, and what it says to that. */
export interface ProxyChallenge {
  readonly scheme: ProxyScheme;
  /** The token in base64; null if there is none. */
  readonly token: string | null;
}

/** What stands between commas, but for those in quoted texts, as a realm may have them. */
const offer = /(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g;

/**
 * The best of what a proxy offers: Negotiate before NTLM. Never Basic, which would need a password.
 * @param wanted Only this one counts.
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
