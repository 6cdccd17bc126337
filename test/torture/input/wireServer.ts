import { TcpServer } from '../../backend/support/tcpServer.ts';

/** A request as it arrived, decoded with one character per byte. Only the values of headers are trimmed. */
export interface WireRequest {
  start: string;
  lines: [name: string, value: string][];
  body: string;
}

/**
 * A server that answers each request with 204. It parses the bytes after a body as the next request, which reveals
 * injected requests.
 */
export class WireServer {
  readonly requests: WireRequest[] = [];
  readonly #tcp: TcpServer;

  static async start(): Promise<WireServer> {
    const requests: WireRequest[] = [];
    const tcp = await TcpServer.start((socket) => {
      let received = '';
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        received += chunk;
        for (let next = cutRequest(received); next !== undefined; next = cutRequest(received)) {
          received = next.rest;
          requests.push(next.request);
          socket.write('HTTP/1.1 204 No Content\r\n\r\n');
        }
      });
    });
    return new WireServer(tcp, requests);
  }

  private constructor(tcp: TcpServer, requests: WireRequest[]) {
    this.#tcp = tcp;
    this.requests = requests;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#tcp.port}`;
  }

  close(): Promise<void> {
    return this.#tcp.close();
  }
}

function cutRequest(received: string): { request: WireRequest; rest: string } | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) {
    return undefined;
  }
  const [start = '', ...fields] = received.slice(0, headEnd).split('\r\n');
  const lines = fields.map((field): [string, string] => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).trim()];
  });
  const length = Number(lines.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const bodyEnd = headEnd + 4 + length;
  return received.length < bodyEnd
    ? undefined
    : {
        request: { start, lines, body: received.slice(headEnd + 4, bodyEnd) },
        rest: received.slice(bodyEnd),
      };
}
