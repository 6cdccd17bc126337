import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** One CONNECT. */
export interface LegRequest {
  /** Number of its connection, from 1. */
  connection: number;
  /** Host and port. */
  target: string;
  /** The Proxy-Authorization header. */
  credentials: string | undefined;
}

export interface LegAnswer {
  /** The answer, such as "407 Proxy Authentication Required"; 200 opens the tunnel. */
  status: string;
  /** Whole lines. */
  headers?: string[];
  /** The body as it is sent. */
  body?: string;
  /** Whether the connection ends with it. */
  isLast?: boolean;
}

export type Judge = (request: LegRequest) => LegAnswer | Promise<LegAnswer>;

export const tunnel: LegAnswer = { status: '200 Connection established' };

/** A 407 without a page. */
export function demand(...challenges: string[]): LegAnswer {
  return {
    status: '407 Proxy Authentication Required',
    headers: [...challenges.map((challenge) => `Proxy-Authenticate: ${challenge}`), 'Content-Length: 0'],
  };
}

/** A proxy that takes CONNECT again and again on one connection, until it opens a tunnel. */
export class LegProxy {
  readonly requests: LegRequest[] = [];
  /** What came before the first tunnel on each connection and was not a CONNECT. */
  readonly strays: string[] = [];
  private readonly sockets = new Set<Socket>();
  private connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
    private judge: Judge,
  ) {}

  /** @param certificate Where connections to the proxy itself are encrypted. */
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

  /** Tells what to answer from now on; what was asked before is forgotten. */
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

/** The heads of requests without bodies. Nothing is read beyond the last one that is taken on. */
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
