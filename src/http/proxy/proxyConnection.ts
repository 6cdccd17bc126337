import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';
import type { Header } from '../../protocol/protocol.ts';
import { bareHost } from '../endpoint.ts';
import { bodyLength, type ConnectAnswer, chunkedLength, MAX_BODY_BYTES, parseHead } from './connectAnswer.ts';
import { ProxyUnreachable } from './tunnelErrors.ts';

const MAX_HEAD_BYTES = 64 * 1024;

/**
 * A connection to a proxy that can ask for a tunnel again after an answer that gave none: what signs in to a
 * proxy in several legs counts for one connection only. HTTP clients give up the connection of each CONNECT.
 */
export class ProxyConnection {
  private received = Buffer.alloc(0);
  private failure: Error | undefined;
  private wake = () => {};

  private constructor(private readonly socket: Socket) {
    socket.on('readable', this.onReadable).on('error', this.onError).on('close', this.onClose);
  }

  /** @throws {ProxyUnreachable} */
  static open(connect: Connect.connector, { hostname, host, protocol, port }: URL): Promise<ProxyConnection> {
    return new Promise((resolve, reject) => {
      connect({ hostname: bareHost(hostname), host, protocol, port }, (error, socket) => {
        // If there is an error, there is no socket, whatever the type says.
        if (error !== null || !socket) {
          reject(new ProxyUnreachable(error));
        } else {
          resolve(new ProxyConnection(socket));
        }
      });
    });
  }

  /**
   * Asks for a tunnel. With an answer other than 200, the connection can be used again where keep() says so.
   * @param target Host and port.
   * @throws {ProxyUnreachable} The connection broke, or what came is not HTTP.
   */
  async connectTo(target: string, headers: readonly Header[]): Promise<ConnectAnswer> {
    const lines = [['Host', target], ['Proxy-Connection', 'keep-alive'], ...headers];
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    this.socket.write(`CONNECT ${target} HTTP/1.1\r\n${head}\r\n`);
    let answer = await this.readHead();
    while (answer.status < 200) {
      answer = await this.readHead();
    }
    return answer;
  }

  /** Reads the page that came with a refusal; false if the connection can't be used again after it. */
  async keep({ isKept, headers }: ConnectAnswer): Promise<boolean> {
    return isKept && (await this.skipBody(headers));
  }

  /** Hands the connection over as the tunnel that it has become. */
  release(): Socket {
    this.socket.off('readable', this.onReadable).off('error', this.onError).off('close', this.onClose);
    if (
      this.failure !== undefined ||
      this.received.length > 0 ||
      this.socket.destroyed ||
      this.socket.readableEnded
    ) {
      this.close();
      // Nobody at the other end of a tunnel speaks first.
      throw new ProxyUnreachable(this.failure ?? protocolFault());
    }
    return this.socket;
  }

  close(): void {
    this.socket.on('error', () => {}).destroy();
  }

  private async readHead(): Promise<ConnectAnswer> {
    const end = await this.find(() => {
      const index = this.received.indexOf('\r\n\r\n');
      return index < 0 ? undefined : index + 4;
    }, MAX_HEAD_BYTES);
    return parseHead(this.take(end).toString('latin1')) ?? this.fail(protocolFault());
  }

  /** False if the connection ends with the body, or has to end because the body is too long. */
  private async skipBody(headers: readonly Header[]): Promise<boolean> {
    const length = bodyLength(headers);
    if (length === undefined || (length !== 'chunked' && length > MAX_BODY_BYTES)) {
      return false;
    }
    const end = await this.find(
      () =>
        length === 'chunked'
          ? chunkedLength(this.received)
          : this.received.length < length
            ? undefined
            : length,
      MAX_BODY_BYTES,
    );
    this.take(end);
    return true;
  }

  /** Waits until what has been received has an end. */
  private async find(end: () => number | undefined, limit: number): Promise<number> {
    for (;;) {
      const found = this.parsed(end);
      if (found !== undefined) {
        return found;
      }
      if (this.received.length > limit) {
        this.fail(protocolFault());
      }
      if (this.failure !== undefined) {
        throw new ProxyUnreachable(this.failure);
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private parsed(end: () => number | undefined): number | undefined {
    try {
      return end();
    } catch {
      return this.fail(protocolFault());
    }
  }

  private take(length: number): Buffer {
    const taken = this.received.subarray(0, length);
    this.received = this.received.subarray(length);
    return taken;
  }

  private fail(cause: Error): never {
    this.failure = cause;
    throw new ProxyUnreachable(cause);
  }

  private readonly onReadable = (): void => {
    for (let chunk: Buffer | null = this.socket.read(); chunk !== null; chunk = this.socket.read()) {
      this.received = Buffer.concat([this.received, chunk]);
    }
    this.wake();
  };

  private readonly onError = (error: Error): void => {
    this.failure ??= error;
    this.wake();
  };

  private readonly onClose = (): void => {
    this.failure ??= Object.assign(new Error('The proxy closed the connection.'), { code: 'ECONNRESET' });
    this.wake();
  };
}

function protocolFault(): Error {
  return Object.assign(new Error('The proxy did not respond with HTTP.'), { code: 'ERR_PROXY_PROTOCOL' });
}

/** Closes the connection where the action fails, or its time is up. */
export async function closing<T>(
  connection: ProxyConnection,
  signal: AbortSignal,
  action: () => Promise<T>,
): Promise<T> {
  const close = () => connection.close();
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    return await action();
  } catch (error) {
    close();
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
  }
}

export function tooLate(): ProxyUnreachable {
  return new ProxyUnreachable(
    Object.assign(new Error('The time limit was exceeded.'), { code: 'ETIMEDOUT' }),
  );
}
