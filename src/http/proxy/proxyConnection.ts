import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';
import type { Header } from '../../protocol/protocol.ts';
import { bareHost } from '../endpoint.ts';
import { bodyLength, type ConnectAnswer, chunkedLength, MAX_BODY_BYTES, parseHead } from './connectAnswer.ts';
import { ProxyUnreachable } from './tunnelErrors.ts';

const MAX_HEAD_BYTES = 64 * 1024;

/**
 * A connection to a proxy, on which another CONNECT can be sent after a refusal. NTLM and Negotiate
 * authenticate a single connection in several legs, but undici closes the connection after a refused CONNECT.
 */
export class ProxyConnection {
  private received = Buffer.alloc(0);
  private failure: Error | undefined;
  private wake = () => {};

  private constructor(private readonly socket: Socket) {
    socket.on('readable', this.onReadable).on('error', this.onError).on('close', this.onClose);
  }

  /**
   * Connects to a proxy.
   * @throws {ProxyUnreachable} The connection failed.
   */
  static open(connect: Connect.connector, { hostname, host, protocol, port }: URL): Promise<ProxyConnection> {
    return new Promise((resolve, reject) => {
      connect({ hostname: bareHost(hostname), host, protocol, port }, (error, socket) => {
        // The socket is missing after an error, although its type says otherwise.
        if (error !== null || !socket) {
          reject(new ProxyUnreachable(error));
        } else {
          resolve(new ProxyConnection(socket));
        }
      });
    });
  }

  /**
   * Requests a tunnel. After a status other than 200, keep() determines whether the connection can be reused.
   * @param target The host and port.
   * @throws {ProxyUnreachable} The connection broke, or the response is not valid HTTP.
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

  /**
   * Reads the body of a refusal and discards it, if the proxy keeps the connection open.
   * @returns Whether the connection can be reused.
   * @throws {ProxyUnreachable} The connection broke, or a chunked body is invalid or too large.
   */
  async keep({ isKept, headers }: ConnectAnswer): Promise<boolean> {
    return isKept && (await this.skipBody(headers));
  }

  /**
   * Returns the socket of the open tunnel.
   * @throws {ProxyUnreachable} The connection broke, or the proxy sent unexpected data.
   */
  release(): Socket {
    this.socket.off('readable', this.onReadable).off('error', this.onError).off('close', this.onClose);
    if (
      this.failure !== undefined ||
      this.received.length > 0 ||
      this.socket.destroyed ||
      this.socket.readableEnded
    ) {
      this.close();
      // The other end of a tunnel never sends data first.
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

  /**
   * Reads a body and discards it.
   * @returns False if the headers state no length, or one that is too large.
   * @throws {ProxyUnreachable} The connection broke, or a chunked body is invalid or too large.
   */
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

  /**
   * Waits until enough bytes have been received.
   * @param end Returns the number of bytes to read; undefined if more bytes are needed.
   * @param limit The maximum number of bytes to buffer while waiting.
   * @throws {ProxyUnreachable} The connection broke, `end` threw an error, or the limit was exceeded.
   */
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

/** Runs an action and closes the connection if the action fails or the signal is aborted. */
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
