/** The error thrown when a proxy responds but does not open a tunnel. */
export class TunnelRefused extends Error {
  /** @param reason Details of the refusal, as the end of a sentence about the proxy. */
  constructor(
    readonly status: number,
    readonly reason?: string,
  ) {
    super('The proxy did not open a tunnel.');
  }
}

/** The error thrown when a proxy cannot be reached. */
export class ProxyUnreachable extends Error {
  constructor(override readonly cause: unknown) {
    super('The proxy could not be reached.');
  }
}

/** The error thrown when the client cannot authenticate its user to a proxy. */
export class ProxyAuthenticationError extends Error {
  /** @param reason The client's message. */
  constructor(readonly reason: string) {
    super('The current user cannot be authenticated to the proxy.');
  }
}
