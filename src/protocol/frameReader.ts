import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  Message,
  type MessageReader,
} from 'vscode-jsonrpc/node';
import { ProtocolError } from './errors.ts';
import { FrameParser } from './frameParser.ts';
import { checkContent, type RequestId } from './messageCheck.ts';

/**
 * Reads requests from a stream. What is no request is handed to `refuse`, to be answered, and reading
 * goes on.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  /**
   * Of the requests under way, as text. The library would drop one of two with the same id, and takes 1 and "1" for
   * the same.
   */
  private readonly ids = new Set<string>();

  constructor(
    private readonly input: Readable,
    private readonly refuse: (error: ProtocolError, id: RequestId | null) => void,
  ) {
    super();
  }

  override listen(callback: DataCallback): Disposable {
    const parser = new FrameParser({
      frame: (content) => {
        const checked = checkContent(content);
        if (checked !== undefined && 'message' in checked) {
          this.handOn(checked.message, callback);
        } else if (checked !== undefined) {
          this.refuse(checked.refusal, checked.id);
        }
      },
      refused: (error) => this.refuse(error, null),
    });
    const onData = (chunk: Buffer) => parser.push(chunk);
    const onEnd = () => this.fireClose();
    this.input.on('data', onData).on('end', onEnd).on('error', onEnd);
    return {
      dispose: () => {
        this.input.off('data', onData).off('end', onEnd).off('error', onEnd);
      },
    };
  }

  /** A request has been carried out, and its id is free again. */
  release(id: RequestId): void {
    this.ids.delete(String(id));
  }

  private handOn(message: Message, callback: DataCallback): void {
    if (Message.isRequest(message)) {
      const id = String(message.id);
      if (this.ids.has(id)) {
        // Under its id, this would pass for the answer to the other request.
        const text = 'A request has the id of another one that is under way.';
        this.refuse(new ProtocolError('InvalidRequest', text), null);
        return;
      }
      this.ids.add(id);
    }
    callback(message);
  }
}
