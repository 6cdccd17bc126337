import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { HttpExchange, SendOptions, WaitingParams } from '../../protocol/protocol.ts';
import type { ProxyChoice } from '../proxy/proxyChoice.ts';
import { TimeLimit } from './timeLimit.ts';

const key = 'SendContext';

/** The retry settings of a request. protocol.ts documents their ranges. */
export type RetryLimits = Required<
  Pick<SendOptions, 'maxRetries' | 'retryDelaySeconds' | 'retriesTimeLimitSeconds'>
>;

/** The source of the tokens for one request. */
export interface RequestTokens {
  /** Returns a token that is currently valid. */
  get(): Promise<string>;
  /**
   * Returns a replacement for a rejected token; undefined if no other token is available.
   * @param claims The claims that the response requires, as JSON; undefined if it requires none.
   */
  replace(rejected: string, claims: string | undefined): Promise<string | undefined>;
}

export interface SendTools {
  readonly tokens: RequestTokens;
  /** The only origin to which the tokens may be sent. */
  readonly graphOrigin: string;
  readonly proxies: ProxyChoice;
  /**
   * Cancels the request, which then fails with the signal's reason or, if it was waiting for a proxy or a
   * connection, with an error that says that nothing was sent.
   */
  readonly cancellation: AbortSignal;
  /** Called before the delay of each retry. */
  readonly onWait: (wait: Omit<WaitingParams, 'id'>) => void;
}

/** The state of one client request, which all middleware share across its retries and redirects. */
export class SendContext implements RequestOption {
  /** The exchanges that have received a response so far. */
  readonly exchanges: HttpExchange[] = [];
  /**
   * The time limit of the current exchange. It restarts with each exchange. It does not run before the first
   * one, during the delay of a retry, or while a rejected token is replaced.
   */
  readonly timeLimit: TimeLimit;
  readonly retryLimits: RetryLimits;
  /** Whether the request has stayed at the origin to which tokens may be sent. */
  isAtGraph: boolean;
  /** The client-request-id of the last exchange. */
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

  /**
   * Returns the context of a request.
   * @throws {TypeError} The request has no context.
   */
  static of(options: Record<string, RequestOption> | undefined): SendContext {
    const context = options?.[key];
    if (!(context instanceof SendContext)) {
      throw new TypeError('The request has no context.');
    }
    return context;
  }
}
