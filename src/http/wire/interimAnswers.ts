import type { Socket } from 'node:net';
import type { buildConnector as Connect } from 'undici';

/** How such an answer may begin; 101 would be the last one in HTTP. */
const interim = /^HTTP\/1\.[01] 1(?!01)\d\d$/;
const sample = 'HTTP/1.1 199';

const endOfHeaders = '\r\n\r\n';

/** Bytes that it may have with its headers; undici has to deal with a longer one. */
const longest = 64 * 1024;

/**
 * Passes over the answers that come before the real one, such as 100 Continue. A service may send that though nobody asked
 * it to (RFC 9110, 10.1.1), and undici takes it for the end of the connection.
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
  /** The answer to come, as long as it is not plain how it begins. */
  let beginning: Buffer | undefined;
  socket.write = ((...parameters: Parameters<Socket['write']>) => {
    // A request is written as a whole before anything of its answer is read.
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

/** What remains after each complete answer of that kind. */
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
