import type { Exchange } from '../../support/graphServer.ts';

/** The ways in which the service handles a request, and whether the module may resend the request. */
const behaviours = [
  'done',
  /** Answers 429 or 503 immediately (may be resent). */
  'busy',
  /** Answers 500 or 403 (must not be resent). */
  'refused',
  /** Reads the request and breaks the connection (must not be resent). */
  'broken',
  /** Breaks the connection in the middle of the answer (must not be resent). */
  'half',
] as const;

type Behaviour = (typeof behaviours)[number];

/**
 * A service that handles most requests normally and some with a fault, and records requests that should not have
 * arrived.
 */
export class FaultyService {
  faults = 0;
  requests = 0;
  /** Requests that should not have been resent, or that arrived out of order or with a wrong token. */
  readonly wrong: string[] = [];
  /** The latest behaviour for each id. */
  readonly #last = new Map<string, Behaviour>();
  readonly #lastOfRunspace = new Map<string, number>();
  readonly #random: () => number;
  readonly #share: number;

  /** @param share The fraction of requests that are handled with a fault, from 0 to 1. */
  constructor(random: () => number, share: number) {
    this.#random = random;
    this.#share = share;
  }

  /**
   * The handler for the server's reply(). Ids are `<runspace>-<number>`; each runspace has the token
   * `token-<runspace>`.
   */
  readonly answer = ({ request, response }: Exchange): void => {
    const { id } = JSON.parse(request.text) as { id: string };
    this.#check(id, request.headers['authorization'] ?? '');
    const behaviour = this.#pick();
    this.#last.set(id, behaviour);
    this.requests += 1;
    this.faults += behaviour === 'done' ? 0 : 1;
    switch (behaviour) {
      case 'done':
        response.writeHead(204).end();
        break;
      case 'busy':
        response.writeHead(this.#random() < 0.5 ? 429 : 503, { 'retry-after': '0' }).end();
        break;
      case 'refused':
        response
          .writeHead(this.#random() < 0.5 ? 500 : 403, { 'content-type': 'application/json' })
          .end('{"error":{"code":"no"}}');
        break;
      case 'broken':
        request.body = Buffer.alloc(0);
        response.socket?.destroy();
        break;
      case 'half':
        response
          .writeHead(200, { 'content-length': '1000' })
          .write('{"id":', () => response.socket?.destroy());
        break;
    }
  };

  /** Determines whether the service has carried out the request. */
  hasDone(id: string): boolean {
    return this.#last.get(id) === 'done';
  }

  #pick(): Behaviour {
    if (this.#random() >= this.#share) {
      return 'done';
    }
    return behaviours[1 + Math.floor(this.#random() * (behaviours.length - 1))] ?? 'done';
  }

  #check(id: string, authorization: string): void {
    const [runspace = '', number = ''] = id.split('-');
    const before = this.#last.get(id);
    const newest = this.#lastOfRunspace.get(runspace) ?? -1;
    if (authorization !== `Bearer token-${runspace}`) {
      this.wrong.push(`${id} came with ${authorization}`);
    } else if (before !== undefined && before !== 'busy') {
      this.wrong.push(`${id} came again after ${before}`);
    } else if (Number(number) < newest) {
      this.wrong.push(`${id} came after ${runspace}-${newest}`);
    }
    this.#lastOfRunspace.set(runspace, Math.max(newest, Number(number)));
  }
}
