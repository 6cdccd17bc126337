import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Deferred, deferred } from './deferred.ts';
import type { Answer, Handler, RecordedRequest } from './graphExchange.ts';
import { sampleScore } from './sampleScore.ts';
import { ScoreService } from './scoreService.ts';
import type { PemCertificate } from './signIn/keys.ts';

export type { Answer, Exchange, Handler, RecordedRequest } from './graphExchange.ts';
export { graphError } from './scoreService.ts';

export interface GraphServerOptions {
  /** The initial score, as JSON text. */
  score?: string;
  /** The certificate for TLS; by default, the server uses plain HTTP. */
  certificate?: PemCertificate;
}

/** The handling of one request with the answer that a call to next() queued. */
export interface Turn {
  /** Resolves with the request when the server has read it, before the server answers. */
  readonly reached: Promise<RecordedRequest>;
  /** Resolves when the connection closes before the answer is complete. */
  readonly disconnected: Promise<void>;
  /** Releases an answer that has `hold`. */
  release(): void;
}

interface Behaviour {
  answer: Answer | Handler;
  reached: Deferred<RecordedRequest>;
  disconnected: Deferred<void>;
  released: Deferred<void>;
}

/** A Graph stand-in: an HTTP server on loopback that records the requests it receives. */
export class GraphServer {
  /** All requests, in the order in which the server finished reading them. */
  readonly requests: RecordedRequest[] = [];
  /** The client's port of every connection so far. */
  readonly clientPorts: number[] = [];
  readonly #service: ScoreService;
  readonly #server: Server;
  readonly #scheme: 'http' | 'https';
  readonly #sockets = new Map<Socket, number>();
  readonly #queue: Behaviour[] = [];
  #standing: Answer | Handler;
  #socketCount = 0;

  static async start(options: GraphServerOptions = {}): Promise<GraphServer> {
    const server = new GraphServer(options.score ?? sampleScore, options.certificate);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(score: string, certificate: PemCertificate | undefined) {
    this.#service = new ScoreService(score);
    this.#standing = this.#service.answer;
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch((error: Error) => response.destroy(error));
    };
    this.#scheme = certificate === undefined ? 'http' : 'https';
    this.#server = certificate === undefined ? createServer(serve) : createTlsServer(certificate, serve);
    // Keeps idle connections open. Otherwise the server could close one just as a client reuses it, which would make
    // tests fail at random.
    this.#server.keepAliveTimeout = 0;
    this.#server.on('connection', (socket: Socket) => this.clientPorts.push(socket.remotePort ?? 0));
    const ready = certificate === undefined ? 'connection' : 'secureConnection';
    this.#server.on(ready, (socket: Socket) => this.#number(socket));
  }

  /** The base address, such as http://127.0.0.1:40123, without a trailing slash. */
  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The current score: compact JSON text with every number in its original notation. */
  get score(): string {
    return this.#service.score;
  }

  /** The number of open connections. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Queues an answer. Each request uses the next answer in the queue. */
  next(answer: Answer | Handler): Turn {
    const behaviour: Behaviour = {
      answer,
      reached: deferred(),
      disconnected: deferred(),
      released: deferred(),
    };
    this.#queue.push(behaviour);
    return {
      reached: behaviour.reached.promise,
      disconnected: behaviour.disconnected.promise,
      release: () => behaviour.released.resolve(),
    };
  }

  /** Discards the queued answers that no request has used. */
  dropNext(): void {
    this.#queue.length = 0;
  }

  /** Sets the answer to requests when the queue is empty. By default, the score service answers. */
  reply(answer: Answer | Handler = this.#service.answer): void {
    this.#standing = answer;
  }

  /** Breaks all connections and frees the port. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets.keys()) {
      socket.destroy();
    }
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const behaviour = this.#queue.shift();
    const answer = behaviour?.answer ?? this.#standing;
    const canned = typeof answer === 'function' ? undefined : answer;
    const request = describe(incoming, this.#number(incoming.socket));
    response.on('close', () => {
      if (!response.writableFinished) {
        behaviour?.disconnected.resolve();
      }
    });
    if (canned?.destroy !== 'beforeReading') {
      request.body = await readAll(incoming);
      request.text = request.body.toString('utf8');
    }
    this.requests.push(request);
    behaviour?.reached.resolve(request);
    if (canned?.hold) {
      await behaviour?.released.promise;
    }
    if (canned?.destroy !== undefined) {
      incoming.socket.destroy();
    } else if (typeof answer === 'function') {
      await answer({ request, response });
    } else {
      response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body ?? '');
    }
  }

  #number(socket: Socket): number {
    const known = this.#sockets.get(socket);
    if (known !== undefined) {
      return known;
    }
    this.#socketCount += 1;
    this.#sockets.set(socket, this.#socketCount);
    socket.once('close', () => this.#sockets.delete(socket));
    return this.#socketCount;
  }
}

function describe(incoming: IncomingMessage, socket: number): RecordedRequest {
  const rawHeaders: [string, string][] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    rawHeaders.push([incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '']);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of rawHeaders) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  const { method = '', url = '' } = incoming;
  return {
    method,
    url,
    rawHeaders,
    headers,
    body: Buffer.alloc(0),
    text: '',
    time: performance.now(),
    socket,
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
