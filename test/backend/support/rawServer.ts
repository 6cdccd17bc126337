import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A request that was received completely. Its body is not recorded. */
export interface RawRequest {
  /** The request line and the headers. */
  head: string;
  /** The number of the connection, starting at 1. */
  connection: number;
  /** The number of the request on its connection, starting at 1. */
  turn: number;
}

/** A TCP server that parses only enough HTTP to find the end of each request. The test writes the answers. */
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

  /** Stops listening; open connections are not closed. */
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

/** Returns the index after the first request in the text, or -1 if that request is incomplete. */
function endOfRequest(received: string): number {
  const headEnd = received.indexOf('\r\n\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(received.slice(0, headEnd))?.[1] ?? 0);
  const end = headEnd + 4 + length;
  return headEnd < 0 || received.length < end ? -1 : end;
}

export const okAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
