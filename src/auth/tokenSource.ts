import { raced, withTimeLimit } from '../http/abort.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { Renewal, SessionCredential, Token, TokenRequest } from './credential.ts';

/** A token with less remaining lifetime than this, in milliseconds, is renewed in the background. */
const RENEWED_AHEAD = 5 * 60 * 1000;
/** If a token has less remaining lifetime than this, in milliseconds, requests wait for its renewal. */
const WAITED_FOR = 60 * 1000;
/**
 * The minimum remaining lifetime, in milliseconds, of a token that is used because no new one is available.
 */
const LEAST_USABLE = 5 * 1000;
/** The minimum time between two renewals while the current token is usable, in milliseconds. */
const PAUSE = 30 * 1000;
/** The time limit for one renewal. */
const TIME_LIMIT_SECONDS = 120;

/**
 * The tokens of one session. Requests that need a new token at the same time and for the same reason share
 * one renewal, if they have the same proxies and claims. The renewal is independent of them, so cancelling
 * one request does not affect the others.
 */
export class TokenSource {
  private readonly renewals = new Map<string, Promise<Token>>();
  private notBefore = 0;

  /**
   * @param current The session's first token.
   * @param check Throws if a token does not belong to the session.
   */
  constructor(
    private readonly credential: SessionCredential,
    private current: Token,
    private readonly check: (token: Token) => void,
  ) {}

  /**
   * Returns a valid token and renews it if necessary.
   * @throws {ProtocolError} No valid token is available.
   */
  async get(request: TokenRequest): Promise<string> {
    const { token, expiresOnTimestamp } = this.current;
    const left = expiresOnTimestamp - Date.now();
    if (left > RENEWED_AHEAD) {
      return token;
    }
    if (!this.credential.isRenewable) {
      return (await this.credential.getToken(request)).token;
    }
    if (left > LEAST_USABLE && Date.now() < this.notBefore) {
      return token;
    }
    if (left > WAITED_FOR) {
      this.renewInBackground(request);
      return token;
    }
    try {
      return (await this.renew(request)).token;
    } catch (error) {
      if (request.signal.aborted || expiresOnTimestamp - Date.now() < LEAST_USABLE) {
        throw error;
      }
      this.notBefore = Date.now() + PAUSE;
      return token;
    }
  }

  /**
   * Returns a replacement for a token that Graph has rejected.
   * @param claims The claims that Graph requires, as JSON; undefined if it requires none.
   * @returns Undefined if no other token is available.
   * @throws {ProtocolError} The renewal failed.
   */
  async replace(rejected: string, request: TokenRequest, claims?: string): Promise<string | undefined> {
    if (!this.credential.isRenewable) {
      return undefined;
    }
    if (claims === undefined && this.current.token !== rejected) {
      // The rejected token has already been replaced.
      return this.current.token;
    }
    const { token } = await this.renew(request, claims === undefined ? {} : { claims });
    return token === rejected ? undefined : token;
  }

  private renewInBackground(request: TokenRequest): void {
    this.notBefore = Date.now() + PAUSE;
    // Ignore a failure while the current token is usable. Later requests try again.
    this.start(request).catch(() => {});
  }

  private renew(request: TokenRequest, renewal?: Renewal): Promise<Token> {
    return raced(this.start(request, renewal), request.signal);
  }

  private start({ proxies }: TokenRequest, renewal?: Renewal): Promise<Token> {
    // Requests with different proxies must not share a renewal.
    const kind = JSON.stringify([proxies.key, renewal ?? null]);
    const running = this.renewals.get(kind);
    if (running !== undefined) {
      return running;
    }
    const started = withTimeLimit(TIME_LIMIT_SECONDS, tooSlow, (signal) =>
      this.credential.getToken({ signal, proxies, ...(renewal && { renewal }) }),
    )
      .then((token) => {
        this.check(token);
        this.current = token;
        return token;
      })
      .finally(() => this.renewals.delete(kind));
    this.renewals.set(kind, started);
    return started;
  }
}

function tooSlow(): ProtocolError {
  const message = `Sign-in failed: no new token arrived within ${TIME_LIMIT_SECONDS} seconds. Nothing was sent to Graph. Check the network connection and the proxy, then try again.`;
  return new ProtocolError('SignInFailed', message);
}
