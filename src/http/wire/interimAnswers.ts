import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';

/** The start of an interim response. 101 is excluded, because no HTTP follows it. */
const interim = /^HTTP\/1\.[01] 1(?!01)\d\d$/;
const sample = 'HTTP/1.1 199';

const endOfHeaders = '\r\n\r\n';

/**
 * The maximum size of an interim response with its headers, in bytes. Longer ones are passed on to undici.
 */
const longest = 64 * 1024;

/**
 * Creates a connector that skips interim responses, such as 100 Continue. A service can send one even if the
 * request did not ask for it (RFC 9110, section 15.2), and undici would close the connection.
 */
export function passingOverInterim(connect: Connect.connector): Connect.connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error === null && socket !== null) {
        filter(socket);
      }
      callback(...result);
    });
  };
}

function filter(socket: Socket): void {
  const { read, write } = socket;
  /**
   * The beginning of the next response, until it is clear whether it is an interim response; otherwise
   * undefined.
   */
  let beginning: Buffer | undefined;
  socket.write = ((...parameters: Parameters<Socket['write']>) => {
    // The next bytes that arrive after a request was written are the beginning of its response.
    beginning ??= Buffer.alloc(0);
    return Reflect.apply(write, socket, parameters);
  }) as Socket['write'];
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk: Buffer | null = Reflect.apply(read, socket, [size]);
      if (chunk === null || beginning === undefined) {
        return chunk;
      }
      beginning = withoutInterim(Buffer.concat([beginning, chunk]));
      if (!mayBeInterim(beginning)) {
        const decided = beginning;
        beginning = undefined;
        return decided;
      }
    }
  };
}

/** Returns the bytes after all complete interim responses. */
function withoutInterim(bytes: Buffer): Buffer {
  let rest = bytes;
  while (rest.length >= sample.length && mayBeInterim(rest)) {
    const end = rest.indexOf(endOfHeaders);
    if (end < 0) {
      break;
    }
    rest = rest.subarray(end + endOfHeaders.length);
  }
  return rest;
}

function mayBeInterim(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, sample.length);
  return bytes.length <= longest && interim.test(start + sample.slice(start.length));
}
