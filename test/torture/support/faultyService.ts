import type { Exchange } from '../../support/graphServer.ts';

/** What the service does with a request; in brackets whether the module may send it again. */
const behaviours = [
  'done',
  /** 429 or 503 at once (yes). */
  'busy',
  /** 500 and 403 (no). */
  'refused',
  /** Reads the request and breaks the connection (no). */
  'broken',
  /** Breaks the connection in the middle of its answer (no). */
  'half',
] as const;

type Behaviour = (typeof behaviours)[number];

/** Takes requests, most of them well, some badly, and keeps count of what arrived. */
export class FaultyService {
  faults = 0;
  requests = 0;
  /** Requests that came again after an answer that forbids it, or under another tenant's token. */
  readonly wrong: string[] = [];
  /** By id: what was done with it last. */
  readonly #last = new Map<string, Behaviour>();
  readonly #lastOfRunspace = new Map<string, number>();
  readonly #random: () => number;
  readonly #share: number;

  /** @param share Of requests that are treated badly, from 0 to 1. */
  constructor(random: () => number, share: number) {
    this.#random = random;
    this.#share = share;
  }

  /** For the server's reply(). Ids are `<runspace>-<number>`; each runspace has the token `token-<runspace>`. */
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

  /** Whether the service has done what the request asked for. */
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
