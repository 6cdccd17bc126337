/**
 * An authentication scheme, or a parameter whose value is a token or a quoted string (RFC 9110, section
 * 11.2).
 */
const part = /([!#$%&'*+\-.^_`|~\w]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=]+=*)))?/g;

/**
 * Returns the claims that a WWW-Authenticate header requires of a new token, as JSON. They are base64-encoded
 * in a Bearer challenge with error="insufficient_claims". Returns undefined if there are no readable claims.
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
