import type { Answer } from '../../../backend/support/testBackend.ts';
import type { RecordedRequest } from '../../../support/graphServer.ts';
import type { Wire, WireRequest } from './wireModel.ts';

/** A key that identifies a request to Graph, as a graph/send specifies it and as a server receives it. */
export type SendKey = string;

/** The requests in one batch of bytes, and the answers to them. */
export class Ledger {
  readonly #requests = new Map<string, WireRequest[]>();
  readonly #answers = new Map<string, Answer[]>();
  readonly #refusals: string[] = [];
  readonly #wire: Wire;
  #taken = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
    for (const request of wire.requests) {
      const key = String(request.id);
      this.#requests.set(key, [...(this.#requests.get(key) ?? []), request]);
    }
  }

  /** Whether as many answers have arrived as there are requests and expected refusals. */
  get isComplete(): boolean {
    return this.#taken >= this.#wire.requests.length + this.#wire.refusals.length;
  }

  get answers(): number {
    return this.#taken;
  }

  /** A description of the missing answers, for messages. */
  get missing(): string {
    const ids = [...this.#requests].filter(
      ([id, { length }]) => (this.#answers.get(id)?.length ?? 0) < length,
    );
    const refusals = `${this.#refusals.length} of ${this.#wire.refusals.length} refusals came`;
    return `no answer to ${JSON.stringify(ids.map(([id]) => id))}; ${refusals}`;
  }

  take(answer: Answer): void {
    this.#taken += 1;
    if (answer.id === null) {
      this.#refusals.push(answer.error?.data.name ?? 'no error');
      return;
    }
    const key = String(answer.id);
    const asked = this.#requests.get(key)?.some(({ id }) => id === answer.id) ?? false;
    const answers = [...(this.#answers.get(key) ?? []), answer];
    if (!asked || answers.length > (this.#requests.get(key)?.length ?? 0)) {
      throw new Error(`An answer that nothing asks for: ${JSON.stringify(answer)}`);
    }
    this.#answers.set(key, answers);
  }

  /**
   * Throws unless every id has an answer and every refusal is the expected one. A request with the id of a pending
   * request is refused with the id null.
   */
  checkAnswers(): void {
    const wanted: string[] = [...this.#wire.refusals];
    for (const [key, requests] of this.#requests) {
      const answered = this.#answers.get(key)?.length ?? 0;
      if (answered === 0) {
        throw new Error(`No answer to ${JSON.stringify(key)}.`);
      }
      wanted.push(...Array<string>(requests.length - answered).fill('InvalidRequest'));
    }
    if (`${wanted.sort()}` !== `${this.#refusals.sort()}`) {
      throw new Error(`Refused with ${this.#refusals} in place of ${wanted}.`);
    }
  }

  /** Returns each answer whose id belongs to a request with this method, with all requests of that id and method. */
  answersTo(method: string): { answer: Answer; requests: WireRequest[] }[] {
    return [...this.#answers].flatMap(([key, answers]) => {
      const requests = (this.#requests.get(key) ?? []).filter((request) => request.method === method);
      return requests.length === 0 ? [] : answers.map((answer) => ({ answer, requests }));
    });
  }
}

/** Returns the key for the params of a graph/send; `undefined` when they have no valid URL or an invalid body. */
export function askedFor(params: unknown): SendKey | undefined {
  const { method, url, body } = (params ?? {}) as Record<string, unknown>;
  if (typeof url !== 'string' || !URL.canParse(url) || typeof (body ?? '') !== 'string') {
    return undefined;
  }
  const { pathname, search } = new URL(url);
  return JSON.stringify([method, pathname + search, body ?? '']);
}

export function arrived({ method, url, text }: RecordedRequest): SendKey {
  return JSON.stringify([method, url, text]);
}
