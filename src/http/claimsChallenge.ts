/**
 * The claims that an answer's WWW-Authenticate asks a new token to have, as JSON text: a Bearer challenge with
 * error="insufficient_claims" and base64 in claims. Undefined where it asks for none that can be read.
 */
export function claimsOf(wwwAuthenticate: string | null): string | undefined {
  for (const challenge of (wwwAuthenticate ?? '').split(/\bBearer\s+/i).slice(1)) {
    const encoded = /(?:^|[\s,])claims="([^"]*)"/i.exec(challenge)?.[1];
    if (encoded !== undefined && /(?:^|[\s,])error="insufficient_claims"/i.test(challenge)) {
      return decode(encoded);
    }
  }
  return undefined;
}

function decode(encoded: string): string | undefined {
  const text = Buffer.from(encoded, 'base64').toString();
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null ? text : undefined;
  } catch {
    return undefined;
  }
}
