/** The proxy answered, but gave no tunnel. */
export class TunnelRefused extends Error {
  /** @param reason Further facts about the refusal, as the end of a sentence about the proxy. */
  constructor(
    readonly status: number,
    readonly reason?: string,
  ) {
    super('The proxy did not open a tunnel.');
  }
}

/** The proxy itself could not be reached. */
export class ProxyUnreachable extends Error {
  constructor(override readonly cause: unknown) {
    super('The proxy could not be reached.');
  }
}

/** The client could not prove to the proxy who its user is. */
export class ProxyAuthenticationError extends Error {
  /** @param reason In the client's words. */
  constructor(readonly reason: string) {
    super('The current user cannot be authenticated to the proxy.');
  }
}
