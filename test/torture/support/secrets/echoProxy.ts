import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type EchoForm, valuesIn, written } from './echo.ts';

/** The proxy's reaction to a CONNECT request. */
export type ProxyMode = 'tunnel' | 'close' | 'garbage' | '403' | '407' | '502';

/** A proxy that opens tunnels, or refuses them and repeats the received credentials wherever possible. */
export class EchoProxy {
  mode: ProxyMode = 'tunnel';
  form: EchoForm = 'plain';
  /** The Proxy-Authorization headers so far. */
  readonly credentials: string[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EchoProxy> {
    const server = createServer();
    const proxy = new EchoProxy(server);
    server.on('connection', (socket) => {
      proxy.#sockets.add(socket);
      socket.on('error', () => {}).on('close', () => proxy.#sockets.delete(socket));
    });
    server.on('connect', (request, socket) => proxy.#answer(request, socket as Socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks the tunnels, so that the next request requires a new one. */
  breakTunnels(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.breakTunnels();
    await closed;
  }

  #answer({ url = '', headers }: IncomingMessage, socket: Socket): void {
    const { 'proxy-authorization': credentials = '' } = headers;
    this.credentials.push(credentials);
    if (this.mode === 'tunnel') {
      this.#open(url, socket);
      return;
    }
    const said = valuesIn({ credentials })
      .map((value) => written(this.form, value))
      .join(' ');
    const page = `<p>${said}</p>`;
    const lines = [
      `HTTP/1.1 ${this.mode} Got ${said}`,
      `Proxy-Authenticate: Basic realm="${said.replace(/["\\]/g, '\\$&')}"`,
      `X-Got: ${said}`,
      `Content-Length: ${Buffer.byteLength(page)}`,
    ];
    switch (this.mode) {
      case 'close':
        socket.destroy();
        break;
      case 'garbage':
        socket.end(`${said}\r\n\r\n`);
        break;
      default:
        socket.end(`${lines.join('\r\n')}\r\n\r\n${page}`);
    }
  }

  #open(target: string, socket: Socket): void {
    const { hostname, port } = new URL(`http://${target}`);
    const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  }
}
