import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { HttpExchange, SendOptions, WaitingParams } from '../../protocol/protocol.ts';
import type { ProxyChoice } from '../proxy/proxyChoice.ts';
import { TimeLimit } from './timeLimit.ts';

const key = 'SendContext';

/** What a request may be retried with; protocol.ts has the ranges. */
export type RetryLimits = Required<
  Pick<SendOptions, 'maxRetries' | 'retryDelaySeconds' | 'retriesTimeLimitSeconds'>
>;

/** The source of the tokens for one request. */
export interface RequestTokens {
  /** Gets a token that is currently valid. */
  get(): Promise<string>;
  /**
   * A token to replace one that was refused; undefined if there is no other.
   * @param claims The claims that the answer demands of the new token, as JSON.
   */
  replace(rejected: string, claims: string | undefined): Promise<string | undefined>;
}

export interface SendTools {
  readonly tokens: RequestTokens;
  /** The only origin that the tokens may go to. */
  readonly graphOrigin: string;
  readonly proxies: ProxyChoice;
  /** Its reason is what the request fails with. */
  readonly cancellation: AbortSignal;
  /** Is told of each delay before a retry. */
  readonly onWait: (wait: Omit<WaitingParams, 'id'>) => void;
}

/** What one request of the client takes along through all middleware, over its retries and redirects. */
export class SendContext implements RequestOption {
  /** Every exchange so far that has an answer. */
  readonly exchanges: HttpExchange[] = [];
  /** Begins again with every exchange, and stands still between two of them. */
  readonly timeLimit: TimeLimit;
  readonly retryLimits: RetryLimits;
  /** Whether the request has been nowhere but at the origin that tokens may go to. */
  isAtGraph: boolean;
  /** The id of the last exchange. */
  clientRequestId = '';

  constructor(
    url: string,
    {
      timeoutSeconds,
      maxRetries = 3,
      retryDelaySeconds = 3,
      retriesTimeLimitSeconds = 0,
    }: Pick<SendOptions, 'timeoutSeconds' | keyof RetryLimits>,
    readonly tools: SendTools,
  ) {
    this.timeLimit = new TimeLimit(timeoutSeconds, tools.cancellation);
    this.retryLimits = { maxRetries, retryDelaySeconds, retriesTimeLimitSeconds };
    this.isAtGraph = new URL(url).origin === tools.graphOrigin;
  }

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): SendContext {
    const context = options?.[key];
    if (!(context instanceof SendContext)) {
      throw new TypeError('The request has no context.');
    }
    return context;
  }
}
