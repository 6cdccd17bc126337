/** What a test may change while the server runs. */
export interface TokenSettings {
  tokenLifetimeSeconds: number;
  /** Put into every access token from now on, over the claims that it has anyway. */
  extraClaims: Record<string, unknown>;
  /** The tenant that tokens are issued for instead of the right one. */
  tokenTenant: string | undefined;
  /** How far the server's clock is ahead of the real one. */
  clockSkewSeconds: number;
}

export interface SignInSettings extends TokenSettings {
  /** The first use of a refresh token ends it. */
  strictRotation: boolean;
  /** A client assertion is accepted once only; Entra lets MSAL send the same one for as long as it is valid. */
  refuseAssertionReplay: boolean;
  /** The user has agreed before the first poll. */
  autoApproveDevice: boolean;
  /** Seconds between two polls that a client is asked to wait. */
  deviceInterval: number;
}

/** The server's time. */
export function serverTime({ clockSkewSeconds }: Pick<TokenSettings, 'clockSkewSeconds'>): Date {
  return new Date(Date.now() + clockSkewSeconds * 1000);
}

export function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
