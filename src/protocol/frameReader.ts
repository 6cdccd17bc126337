import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type MessageReader,
} from 'vscode-jsonrpc/node';
import type { ProtocolError } from './errors.ts';
import { FrameParser } from './frameParser.ts';
import { checkContent, type RequestId } from './messageCheck.ts';

/**
 * Reads requests from a stream. What is no request is handed to `refuse`, to be answered, and reading
 * goes on.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
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
          callback(checked.message);
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
}
