export interface TokenClaims {
  tid?: string;
  appid?: string;
  upn?: string;
  app_displayname?: string;
  scp?: string;
  roles?: string[];
  /** The expiration time in seconds since 1970. */
  exp?: number;
}

/** Returns an access token in the usual format. Its signature is not valid; no test verifies it. */
export function accessToken(claims: TokenClaims = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  const payload = { tid: '72f988bf-0000-4000-8000-2d7cd011db47', exp: inAnHour, ...claims };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJlLW9mLWEtdGVzdA`;
}

/** Returns the payload of a JWT, which can be in an Authorization header. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

/** Returns the tenants of the tokens in these requests; null for a request without a token. */
export function tenantsOf(requests: readonly { headers: Record<string, string> }[]): unknown[] {
  return requests.map(({ headers: { authorization } }) =>
    authorization === undefined ? null : payloadOf(authorization)['tid'],
  );
}
