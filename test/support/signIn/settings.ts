/** The settings that a test can change while the server runs. */
export interface TokenSettings {
  tokenLifetimeSeconds: number;
  /** Additional claims of new access tokens; they override the default claims. */
  extraClaims: Record<string, unknown>;
  /** The tenant in issued tokens, in place of the app's own. */
  tokenTenant: string | undefined;
  /** The number of seconds that the server's clock is ahead of the real time. */
  clockSkewSeconds: number;
}

export interface SignInSettings extends TokenSettings {
  /** Whether a refresh token can be used only once. */
  strictRotation: boolean;
  /**
   * Whether an assertion that an app has signed is accepted only once. Entra accepts it repeatedly until it expires,
   * which MSAL relies on.
   */
  refuseAssertionReplay: boolean;
  /** Whether the user approves before the first poll. */
  autoApproveDevice: boolean;
  /** The polling interval that the server requests from clients, in seconds. */
  deviceInterval: number;
}

/** Returns the current time by the server's clock. */
export function serverTime({ clockSkewSeconds }: Pick<TokenSettings, 'clockSkewSeconds'>): Date {
  return new Date(Date.now() + clockSkewSeconds * 1000);
}

export function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
