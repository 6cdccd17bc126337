/** A scheme, or a parameter with its value: a token or quoted (RFC 9110, 11.2). */
const part = /([!#$%&'*+\-.^_`|~\w]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=]+=*)))?/g;

/**
 * The claims that an answer's WWW-Authenticate asks a new token to have, as JSON text: a Bearer challenge with
 * error="insufficient_claims" and base64 in claims. Undefined if it asks for none that can be read.
 */
export function claimsOf(wwwAuthenticate: string | null): string | undefined {
  for (const { scheme, parameters } of challenges(wwwAuthenticate ?? '')) {
    const claims = parameters.get('claims');
    if (scheme === 'bearer' && parameters.get('error') === 'insufficient_claims' && claims !== undefined) {
      return decode(claims);
    }
  }
  return undefined;
}

interface Challenge {
  scheme: string;
  parameters: Map<string, string>;
}

function challenges(header: string): Challenge[] {
  const found: Challenge[] = [];
  for (const [, name = '', quoted, bare] of header.matchAll(part)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    if (value === undefined) {
      found.push({ scheme: name.toLowerCase(), parameters: new Map() });
    } else {
      found.at(-1)?.parameters.set(name.toLowerCase(), value);
    }
  }
  return found;
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
