import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from './replies.ts';
import type { Reply } from './turns.ts';

/** Returns the reply, or `undefined` to break the connection. */
export type Handler = (incoming: IncomingMessage, response: ServerResponse) => Promise<Reply | undefined>;

/** A web server on a free port of 127.0.0.1. */
export class Listener {
  /** The client's port of every connection so far. */
  readonly clientPorts: number[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(
    private readonly server: Server,
    private readonly handler: Handler,
  ) {
    // Keeps idle connections open. Otherwise the server could close one just as a client reuses it, which would make
    // tests fail at random.
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
      // Handlers throw only because of a bug or a broken connection. With this reply, the client's error shows the bug.
      return json({ error: 'server_error', error_description: String(error) }, 500);
    });
    if (reply === undefined) {
      incoming.socket.destroy();
    } else {
      response.writeHead(reply.status, reply.headers ?? {}).end(reply.body ?? '');
    }
  }
}
