import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A CONNECT request. */
export interface LegRequest {
  /** The number of the connection, counted from 1. */
  connection: number;
  /** The host and port, separated by a colon. */
  target: string;
  /** The value of the Proxy-Authorization header. */
  credentials: string | undefined;
}

export interface LegAnswer {
  /** The status code and reason, such as "407 Proxy Authentication Required". A status of 200 opens the tunnel. */
  status: string;
  /** Complete header lines. */
  headers?: string[];
  /** The body, sent unchanged. */
  body?: string;
  /** Whether the proxy closes the connection after the answer. */
  isLast?: boolean;
}

export type Judge = (request: LegRequest) => LegAnswer | Promise<LegAnswer>;

export const tunnel: LegAnswer = { status: '200 Connection established' };

/** Returns a 407 answer without a body. */
export function demand(...challenges: string[]): LegAnswer {
  return {
    status: '407 Proxy Authentication Required',
    headers: [...challenges.map((challenge) => `Proxy-Authenticate: ${challenge}`), 'Content-Length: 0'],
  };
}

/** A proxy that accepts repeated CONNECT requests on one connection until it opens a tunnel. */
export class LegProxy {
  readonly requests: LegRequest[] = [];
  /**
   * The heads of requests other than CONNECT that arrived before a tunnel was open. The proxy closes their connections.
   */
  readonly strays: string[] = [];
  private readonly sockets = new Set<Socket>();
  private connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
    private judge: Judge,
  ) {}

  /**
   * @param certificate The certificate for TLS between clients and the proxy; by default, the proxy uses plain HTTP.
   */
  static async start(certificate?: { key: string; cert: string }): Promise<LegProxy> {
    const server = certificate === undefined ? createServer() : createTlsServer(certificate);
    const proxy = new LegProxy(server, certificate === undefined ? 'http' : 'https', () => tunnel);
    server.on(certificate === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      proxy.#serve(socket),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  /** Sets the function that answers requests, and clears the recorded requests. */
  use(judge: Judge): void {
    this.judge = judge;
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    const connection = this.connections;
    this.#keep(socket);
    const heads = readHeads(socket);
    void (async () => {
      for await (const head of heads) {
        const target = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1];
        if (target === undefined) {
          this.strays.push(head);
          socket.destroy();
          return;
        }
        const credentials = /^Proxy-Authorization: (.*)$/im.exec(head)?.[1];
        const request: LegRequest = { connection, target, credentials };
        this.requests.push(request);
        const answer = await this.judge(request);
        if (answer.status.startsWith('200')) {
          this.#open(socket, target, answer);
          return;
        }
        const isLast = answer.isLast ?? false;
        socket[isLast ? 'end' : 'write'](textOf(answer));
      }
    })();
  }

  #open(socket: Socket, target: string, answer: LegAnswer): void {
    const [host, port] = target.split(':');
    const onward = this.#keep(connect(Number(port), host));
    onward.on('connect', () => {
      socket.write(textOf(answer));
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  }

  #keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
  }
}

function textOf({ status, headers = [], body = '' }: LegAnswer): string {
  return [`HTTP/1.1 ${status}`, ...headers, '', body].join('\r\n');
}

/**
 * Yields the heads of requests without bodies. Reads from the socket only while the caller waits for a head, so that
 * later bytes go to the tunnel.
 */
async function* readHeads(socket: Socket): AsyncGenerator<string> {
  const closed = new Promise<undefined>((resolve) => socket.once('close', () => resolve(undefined)));
  let received = '';
  for (;;) {
    for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
      yield received.slice(0, end + 4);
      received = received.slice(end + 4);
    }
    const data = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.resume();
    const chunk = await Promise.race([data, closed]);
    socket.pause();
    if (chunk === undefined) {
      return;
    }
    received += chunk.toString('latin1');
  }
}
