import { errorMember, ProtocolError } from './errors.ts';
import { MAX_FRAME_BYTES } from './protocol.ts';

/** A request, notification or response to send, without its `jsonrpc` member. */
export interface OutgoingMessage {
  id?: number | string | null;
  [member: string]: unknown;
}

/**
 * Returns the frame of a message. A message that is too large is replaced by an error, because the client
 * treats a larger frame as a corrupt stream and ends the backend.
 */
export function frameOf(message: OutgoingMessage): Buffer {
  const { id = null } = message;
  return whole(message) ?? whole({ id, ...tooLarge }) ?? (whole({ id: null, ...tooLarge }) as Buffer);
}

function whole(message: OutgoingMessage): Buffer | undefined {
  const json = JSON.stringify({ jsonrpc: '2.0', ...message });
  const length = Buffer.byteLength(json);
  return length > MAX_FRAME_BYTES ? undefined : Buffer.from(`Content-Length: ${length}\r\n\r\n${json}`);
}

const limit = `${MAX_FRAME_BYTES / 2 ** 20} MiB`;
const tooLarge = {
  error: errorMember(
    new ProtocolError(
      'FrameTooLarge',
      `The response from Graph is too large: encoded for the module, it exceeds ${limit}. The request will not be sent again.`,
      true,
    ),
  ),
};
