import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyRequest {
  method: string;
  /** The target of the request: a URL, or host and port for CONNECT. */
  target: string;
  /** The value of the Proxy-Authorization header. */
  credentials: string | undefined;
  /** The value of the Authorization header; undefined for CONNECT, because the tunnel is encrypted. */
  authorization: string | undefined;
}

/** A forwarding HTTP proxy that records its requests. */
export class ProxyServer {
  readonly requests: ProxyRequest[] = [];
  /** The status code and reason of the answer to CONNECT. If undefined, the proxy opens a tunnel. */
  refusal: string | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ProxyServer> {
    const server = createServer();
    const proxy = new ProxyServer(server);
    server.on('connection', (socket) => {
      proxy.sockets.add(socket);
      socket.on('error', () => {}).on('close', () => proxy.sockets.delete(socket));
    });
    server.on('request', (incoming, response) => {
      proxy.record(incoming);
      const { 'proxy-authorization': _, ...headers } = incoming.headers;
      const onward = httpRequest(incoming.url ?? '', { method: incoming.method ?? '', headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
    });
    server.on('connect', (incoming, socket) => {
      proxy.record(incoming);
      if (proxy.refusal !== undefined) {
        socket.end(`HTTP/1.1 ${proxy.refusal}\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const [host, port] = (incoming.url ?? '').split(':');
      const target = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }

  private record({ method = '', url = '', headers }: IncomingMessage): void {
    this.requests.push({
      method,
      target: url,
      credentials: headers['proxy-authorization'],
      authorization: headers.authorization,
    });
  }
}
