/** The claims in the payload of an access token. Only the service verifies the signature. */
export interface TokenClaims {
  clientId: string | null;
  tenantId: string | null;
  account: string | null;
  appName: string | null;
  /** The delegated scopes or, if the token has none, the application roles. */
  scopes: string[];
  expiresOn: Date | null;
}

/** Reads the claims of a token. All values are null or empty if the token is not a JWT. */
export function readClaims(token: string): TokenClaims {
  const payload = payloadOf(token);
  const text = (...names: string[]) => {
    const known = names
      .map((name) => payload[name])
      .find((value) => typeof value === 'string' && value !== '');
    return (known as string | undefined) ?? null;
  };
  return {
    clientId: text('appid', 'azp'),
    tenantId: text('tid'),
    account: text('upn', 'preferred_username', 'unique_name'),
    appName: text('app_displayname'),
    scopes: scopesOf(payload),
    expiresOn: dateOf(payload['exp']),
  };
}

function payloadOf(token: string): Record<string, unknown> {
  const parts = token.split('.');
  try {
    const payload: unknown =
      parts.length === 3 ? JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) : {};
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function scopesOf({ scp, roles }: Record<string, unknown>): string[] {
  if (typeof scp === 'string') {
    return scp.split(' ').filter((scope) => scope !== '');
  }
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
}

/** @param exp The expiry time, in seconds since the Unix epoch. */
function dateOf(exp: unknown): Date | null {
  const date = new Date(typeof exp === 'number' ? exp * 1000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
