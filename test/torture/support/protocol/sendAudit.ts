import type { Answer } from '../../../backend/support/testBackend.ts';
import type { RecordedRequest } from '../../../support/graphServer.ts';
import { arrived, askedFor, type Ledger } from './ledger.ts';
import type { WireRequest } from './wireModel.ts';

/** An audit that compares the requests at a Graph stand-in with the client's requests and the answers to them. */
export class SendAudit {
  /** The number of requests that were answered with the stand-in's answer. */
  results = 0;
  readonly #arrivals = new Map<string, RecordedRequest>();
  readonly #loose = new Set<string>();
  readonly #opened = new Set<string>();
  #count = 0;

  /**
   * @param authorizationOf Returns the Authorization header for a session's requests; `undefined` when they must have
   * none, null when the header is not checked.
   */
  constructor(private readonly authorizationOf: (session: unknown) => string | undefined | null) {}

  /**
   * Records a request.
   * @returns The number that the answer must contain in its x-arrival header.
   */
  note(request: RecordedRequest): string {
    this.#count += 1;
    const number = String(this.#count);
    this.#arrivals.set(number, request);
    return number;
  }

  /** Discards the records about the previous backend. */
  restart(): void {
    this.#arrivals.clear();
    this.#loose.clear();
    this.#opened.clear();
  }

  /** Records that a session of this tenant is open. */
  opened(session: unknown, tenantId: unknown): void {
    this.#opened.add(JSON.stringify([session, tenantId]));
  }

  /**
   * Throws unless each successful graph/send has an open session and matches a separate request that arrived, and each
   * other request that arrived matches a graph/send whose error says that it may have been sent.
   */
  check(ledger: Ledger): void {
    for (const { answer, requests } of ledger.answersTo('session/open')) {
      for (const { params } of answer.result === undefined ? [] : requests) {
        this.opened(membersOf(params)['session'], answer.result?.['tenantId']);
      }
    }
    for (const { answer, requests } of ledger.answersTo('graph/send')) {
      if (isOfSend(answer)) {
        this.#claim(answer, requests);
      } else if (answer.error?.data.mayHaveBeenSent === true) {
        for (const { params } of requests) {
          this.#loose.add(askedFor(params) ?? '');
        }
      }
    }
    for (const [number, request] of this.#arrivals) {
      if (!this.#loose.has(arrived(request))) {
        throw new Error(`Nothing asked for what Graph got: ${arrived(request)}`);
      }
      this.#arrivals.delete(number);
    }
  }

  #claim(answer: Answer, requests: readonly WireRequest[]): void {
    const number = numberOf(answer);
    const arrival = this.#arrivals.get(number);
    if (arrival === undefined) {
      throw new Error(
        `Answered as done, but Graph has not got it, or once for two: ${JSON.stringify(answer)}`,
      );
    }
    this.#arrivals.delete(number);
    this.results += 1;
    const fits = requests.some(({ params }) => {
      const { session, tenantId } = membersOf(params);
      const authorization = this.authorizationOf(session);
      return (
        askedFor(params) === arrived(arrival) &&
        this.#opened.has(JSON.stringify([session, tenantId ?? null])) &&
        (authorization === null || authorization === arrival.headers['authorization'])
      );
    });
    if (!fits) {
      throw new Error(`Graph got what was not asked for, or with another token: ${arrived(arrival)}`);
    }
  }
}

function membersOf(params: unknown): Record<string, unknown> {
  return (params ?? {}) as Record<string, unknown>;
}

/** Determines whether an answer is the result of a graph/send. Requests with different methods can share an id. */
function isOfSend({ result }: Answer): boolean {
  return result !== undefined && 'status' in result;
}

function numberOf({ result }: Answer): string {
  const headers = (result?.['headers'] ?? []) as [string, string][];
  return headers.find(([name]) => name.toLowerCase() === 'x-arrival')?.[1] ?? '';
}
