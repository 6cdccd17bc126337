/** The error thrown when a proxy responds but does not open a tunnel. */
export class TunnelRefused extends Error {
  /** @param reason Details of the refusal, as a clause. */
  constructor(
    readonly status: number,
    readonly reason?: string,
  ) {
    super('The proxy did not open a tunnel.');
  }
}

/**
 * The error thrown when the connection to a proxy fails, breaks or times out, or when the proxy does not send
 * valid HTTP.
 */
export class ProxyUnreachable extends Error {
  constructor(override readonly cause: unknown) {
    super('The proxy could not be reached.');
  }
}

/** The error thrown when the client cannot authenticate its user to a proxy. */
export class ProxyAuthenticationError extends Error {
  /**
   * @param reason The client's message, or the problem with its result.
   * @param isUnproven Whether the client failed to process a token from the proxy, so that the proxy may be
   * an impostor.
   */
  constructor(
    readonly reason: string,
    readonly isUnproven = false,
  ) {
    super('The current user cannot be authenticated to the proxy.');
  }
}
