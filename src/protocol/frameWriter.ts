import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-jsonrpc/node';
import { errorMember, ProtocolError } from './errors.ts';
import type { RequestId } from './messageCheck.ts';
import { MAX_FRAME_BYTES } from './protocol.ts';

/** The only writer of the output: each message is one frame, and each frame one write. */
export class FrameWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly output: Writable) {
    super();
    output.on('error', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const frame = toFrame(message) ?? toFrame(tooLarge(message)) ?? withoutId(message);
    return new Promise((resolve) => {
      // A failed write is told by the stream's error event.
      this.output.write(frame, () => resolve());
    });
  }

  end(): void {
    this.output.end();
  }
}

/** Undefined above the limit: the client would take such a frame for a broken stream. */
function toFrame(message: Message): Buffer | undefined {
  const json = JSON.stringify(message);
  const length = Buffer.byteLength(json);
  return length > MAX_FRAME_BYTES ? undefined : Buffer.from(`Content-Length: ${length}\r\n\r\n${json}`);
}

/** Where the id itself is what is too large. */
function withoutId(message: Message): Buffer {
  return toFrame(tooLarge({ ...message, id: null })) ?? Buffer.alloc(0);
}

function tooLarge(message: Message & { id?: RequestId | null }): Message {
  const { id } = message;
  const limit = `the ${MAX_FRAME_BYTES} bytes that a message may have`;
  const text = `The service has answered, but the answer is larger than ${limit}. Nothing is sent again.`;
  return {
    jsonrpc: '2.0',
    id,
    error: errorMember(new ProtocolError('FrameTooLarge', text, true)),
  } as Message;
}
