import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A loopback server that passes each connection to a function of the test. */
export class TcpServer {
  /** The number of connections so far. */
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<TcpServer> {
    const server = createServer();
    const tcp = new TcpServer(server);
    server.on('connection', (socket) => {
      tcp.connections += 1;
      tcp.sockets.add(socket);
      socket.on('error', () => {}).on('close', () => tcp.sockets.delete(socket));
      serve(socket);
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
    return tcp;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }
}
