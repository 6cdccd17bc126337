import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { lookup } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { type PrepareRequestFunctionOpts, Server } from 'proxy-chain';
import type { PemCertificate } from './signIn/keys.ts';

export interface GatewayOptions {
  /** The required credentials; by default, the proxy requires none. */
  credentials?: { userName: string; password: string };
  /** The certificate for TLS between clients and the proxy; by default, the proxy uses plain HTTP. */
  certificate?: PemCertificate;
  /** Host names that only the proxy can resolve; all resolve to 127.0.0.1. */
  names?: readonly string[];
}

export interface GatewayRequest {
  /** The host and port, separated by a colon. */
  target: string;
  userName: string;
  password: string;
  isTunnel: boolean;
}

/** A proxy like those in company networks, implemented with the library proxy-chain. */
export class GatewayProxy {
  readonly requests: GatewayRequest[] = [];
  /** The local ports of all connections that the proxy has opened. */
  readonly ports = new Set<number | undefined>();
  readonly #server: Server;
  readonly #scheme: 'http' | 'https';

  static async start(options: GatewayOptions = {}): Promise<GatewayProxy> {
    const proxy = new GatewayProxy(options);
    await proxy.#server.listen();
    return proxy;
  }

  private constructor({ credentials, certificate, names = [] }: GatewayOptions) {
    this.#scheme = certificate === undefined ? 'http' : 'https';
    const common = {
      port: 0,
      host: '127.0.0.1',
      prepareRequestFunction: ({
        username,
        password,
        hostname,
        port,
        isHttp,
      }: PrepareRequestFunctionOpts) => {
        this.requests.push({
          target: `${hostname}:${port}`,
          userName: username,
          password,
          isTunnel: !isHttp,
        });
        const isKnown =
          credentials === undefined ||
          (username === credentials.userName && password === credentials.password);
        return { requestAuthentication: !isKnown, dnsLookup: lookupOf(names) as typeof lookup };
      },
    };
    this.#server = new Server(
      certificate === undefined ? common : { ...common, serverType: 'https', httpsOptions: certificate },
    );
    subscribe('net.client.socket', this.#note);
  }

  get port(): number {
    return this.#server.port;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    unsubscribe('net.client.socket', this.#note);
    await this.#server.close(true);
  }

  /** In the test's process, only the proxy opens connections; its clients run in other processes. */
  readonly #note = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => this.ports.add(socket.localPort));
  };
}

function lookupOf(names: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    if (hostname !== 'localhost' && !names.includes(hostname)) {
      callback(Object.assign(new Error('Not known.'), { code: 'ENOTFOUND' }), []);
    } else if (options.all === true) {
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    } else {
      callback(null, '127.0.0.1', 4);
    }
  };
}
