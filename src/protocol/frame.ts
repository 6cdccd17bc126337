import { errorMember, ProtocolError } from './errors.ts';
import { MAX_FRAME_BYTES } from './protocol.ts';

/** What goes out: a request, a notification or an answer, without its version of JSON-RPC. */
export interface OutgoingMessage {
  id?: number | string | null;
  [member: string]: unknown;
}

/** The bytes of one message. One that is too large is replaced: the client would take it for a broken stream. */
export function frameOf(message: OutgoingMessage): Buffer {
  const { id = null } = message;
  return whole(message) ?? whole({ id, ...tooLarge }) ?? (whole({ id: null, ...tooLarge }) as Buffer);
}

function whole(message: OutgoingMessage): Buffer | undefined {
  const json = JSON.stringify({ jsonrpc: '2.0', ...message });
  const length = Buffer.byteLength(json);
  return length > MAX_FRAME_BYTES ? undefined : Buffer.from(`Content-Length: ${length}\r\n\r\n${json}`);
}

const limit = `the limit of ${MAX_FRAME_BYTES} bytes for a message`;
const tooLarge = {
  error: errorMember(
    new ProtocolError(
      'FrameTooLarge',
      `Graph returned a response, but it is larger than ${limit}. The request will not be sent again.`,
      true,
    ),
  ),
};
