import { raced, withTimeLimit } from '../http/abort.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { Renewal, SessionCredential, Token, TokenRequest } from './credential.ts';

/** Milliseconds before its expiry from which on a token is renewed while requests still go out with it. */
const RENEWED_AHEAD = 5 * 60 * 1000;
/** Milliseconds before its expiry from which on requests wait for the new one. */
const WAITED_FOR = 60 * 1000;
/** Milliseconds that a token must still have to be used when no new one is available. */
const LEAST_USABLE = 5 * 1000;
/** Milliseconds between two attempts while the token that is there can be used. */
const PAUSE = 30 * 1000;
/** That one renewal may take. */
const TIME_LIMIT_SECONDS = 120;

/**
 * The tokens of one session. Requests that need a new token at the same time wait for one renewal; that one
 * belongs to none of them, so that stopping one request stops no other.
 */
export class TokenSource {
  private readonly renewals = new Map<string, Promise<Token>>();
  private notBefore = 0;

  /**
   * @param current The session's first token.
   * @param check Throws where a token is not the session's.
   */
  constructor(
    private readonly credential: SessionCredential,
    private current: Token,
    private readonly check: (token: Token) => void,
  ) {}

  /** @throws {ProtocolError} There is no valid token. */
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
   * A token instead of one that Graph has refused.
   * @param claims JSON of the claims that Graph asks for.
   * @returns Undefined if no other token is available.
   * @throws {ProtocolError} The sign-in service refuses a new one.
   */
  async replace(rejected: string, request: TokenRequest, claims?: string): Promise<string | undefined> {
    if (!this.credential.isRenewable) {
      return undefined;
    }
    if (claims === undefined && this.current.token !== rejected) {
      // Another request has been refused as well and was quicker.
      return this.current.token;
    }
    const { token } = await this.renew(request, claims === undefined ? {} : { claims });
    return token === rejected ? undefined : token;
  }

  private renewInBackground(request: TokenRequest): void {
    this.notBefore = Date.now() + PAUSE;
    // Its failure is told when the token that is there can no longer be used.
    this.start(request).catch(() => {});
  }

  private renew(request: TokenRequest, renewal?: Renewal): Promise<Token> {
    return raced(this.start(request, renewal), request.signal);
  }

  private start({ proxies }: TokenRequest, renewal?: Renewal): Promise<Token> {
    // A request with a proxy must not get a token from a renewal that goes another way.
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
  const message = `The sign-in service did not return a new token within ${TIME_LIMIT_SECONDS} seconds. Nothing was sent. Try again.`;
  return new ProtocolError('SignInFailed', message);
}
