import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** One whole request on a connection. */
export interface RawRequest {
  /** Request line and headers. */
  head: string;
  /** Number of the connection, from 1. */
  connection: number;
  /** Number of the request on its connection, from 1. */
  turn: number;
}

/**
 * A TCP server that knows just enough of HTTP to see where a request ends; what it answers is up to the
 * test.
 */
export class RawServer {
  readonly requests: RawRequest[] = [];
  private readonly sockets = new Set<Socket>();
  private connections = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(answer: (request: RawRequest, socket: Socket) => void): Promise<RawServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const raw = new RawServer(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => raw.accept(socket, answer));
    return raw;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Frees the port; open connections stay. */
  stopListening(): void {
    this.server.close();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }

  private accept(socket: Socket, answer: (request: RawRequest, socket: Socket) => void): void {
    this.connections += 1;
    const connection = this.connections;
    let turn = 0;
    let received = '';
    this.sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (let end = endOfRequest(received); end > 0; end = endOfRequest(received)) {
        turn += 1;
        const request = { head: received.slice(0, received.indexOf('\r\n\r\n')), connection, turn };
        received = received.slice(end);
        this.requests.push(request);
        answer(request, socket);
      }
    });
  }
}

/** -1 while the request is not whole. */
function endOfRequest(received: string): number {
  const headEnd = received.indexOf('\r\n\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(received.slice(0, headEnd))?.[1] ?? 0);
  const end = headEnd + 4 + length;
  return headEnd < 0 || received.length < end ? -1 : end;
}

export const okAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
