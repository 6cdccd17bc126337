export interface TokenClaims {
  tid?: string;
  appid?: string;
  upn?: string;
  app_displayname?: string;
  scp?: string;
  roles?: string[];
  /** The time in seconds since 1970. */
  exp?: number;
}

/** An access token in the form of the real ones; nobody checks its signature. */
export function accessToken(claims: TokenClaims = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  const payload = { tid: '72f988bf-0000-4000-8000-2d7cd011db47', exp: inAnHour, ...claims };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJlLW9mLWEtdGVzdA`;
}

/** The payload of the JWT in an Authorization header, or by itself. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

/** The tenants of the tokens in these requests; null for a request without a token. */
export function tenantsOf(requests: readonly { headers: Record<string, string> }[]): unknown[] {
  return requests.map(({ headers: { authorization } }) =>
    authorization === undefined ? null : payloadOf(authorization)['tid'],
  );
}
