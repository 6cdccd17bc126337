import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from './replies.ts';
import type { Reply } from './turns.ts';

/** Gives the answer, or nothing if the connection is to break. */
export type Handler = (incoming: IncomingMessage, response: ServerResponse) => Promise<Reply | undefined>;

/** A web server on a free port of 127.0.0.1. */
export class Listener {
  /** The port at the other end of every connection so far. */
  readonly clientPorts: number[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(
    private readonly server: Server,
    private readonly handler: Handler,
  ) {
    // An idle connection stays open, so that no test fails by chance when it is used again.
    server.keepAliveTimeout = 0;
    server.on('connection', (socket: Socket) => {
      this.clientPorts.push(socket.remotePort ?? 0);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
      this.#serve(incoming, response).catch(() => response.destroy());
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks all connections and frees the port. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.handler(incoming, response).catch((error: unknown) => {
      // Nothing that a client can cause: whoever wrote the test shall see it in what the client reports.
      return json({ error: 'server_error', error_description: String(error) }, 500);
    });
    if (reply === undefined) {
      incoming.socket.destroy();
    } else {
      response.writeHead(reply.status, reply.headers ?? {}).end(reply.body ?? '');
    }
  }
}
