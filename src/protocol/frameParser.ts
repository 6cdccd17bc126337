import { ProtocolError } from './errors.ts';
import { MAX_FRAME_BYTES, MAX_HEADER_BYTES } from './protocol.ts';

const noBytes: Buffer = Buffer.alloc(0);
const headerEnd = Buffer.from('\r\n\r\n');
/** The UTF-8 byte order mark, with one character for each byte. */
const byteOrderMark = '\u00ef\u00bb\u00bf';

export interface FrameEvents {
  /** Receives the JSON bytes of one frame. */
  frame(content: Buffer): void;
  /**
   * Receives the error for bytes that are not a frame, or for a frame that is too large. The parser continues
   * after them.
   */
  refused(error: ProtocolError): void;
}

/**
 * Splits a stream of bytes into frames. The content of a frame is copied at most once, however it is chunked.
 */
export class FrameParser {
  private state: (chunk: Buffer) => number = this.readHeader;
  private isFirst = true;
  /** The beginning of the current header block. While an overlong header block is skipped, its last bytes. */
  private header = noBytes;
  private parts: Buffer[] = [];
  private missing = 0;

  constructor(private readonly events: FrameEvents) {}

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      rest = rest.subarray(this.state(rest));
    }
  }

  // The `read` and `skip` methods are the parser's states. Each one reads bytes from the start of the chunk
  // and returns how many it read.

  private startHeader(): void {
    this.header = noBytes;
    this.state = this.readHeader;
  }

  private readHeader(chunk: Buffer): number {
    const known = this.header.length;
    const more = chunk.subarray(0, MAX_HEADER_BYTES - known);
    const all = known === 0 ? more : Buffer.concat([this.header, more]);
    const end = all.indexOf(headerEnd, Math.max(0, known - headerEnd.length));
    if (end >= 0) {
      this.startContent(all.toString('latin1', 0, end));
      return end + headerEnd.length - known;
    }
    this.header = all;
    if (all.length === MAX_HEADER_BYTES) {
      this.events.refused(
        new ProtocolError('InvalidRequest', `A header block has more than ${MAX_HEADER_BYTES} bytes.`),
      );
      this.state = this.skipHeader;
    }
    return all.length - known;
  }

  private skipHeader(chunk: Buffer): number {
    const tail = this.header.subarray(1 - headerEnd.length);
    const all = Buffer.concat([tail, chunk]);
    const end = all.indexOf(headerEnd);
    if (end >= 0) {
      this.startHeader();
      return end + headerEnd.length - tail.length;
    }
    this.header = all.subarray(1 - headerEnd.length);
    return chunk.length;
  }

  private startContent(header: string): void {
    const isMarked = this.isFirst && header.startsWith(byteOrderMark);
    const length = contentLength(isMarked ? header.slice(byteOrderMark.length) : header);
    this.isFirst = false;
    this.startHeader();
    if (length === undefined) {
      this.events.refused(new ProtocolError('InvalidRequest', 'A header block has no valid Content-Length.'));
    } else if (length > MAX_FRAME_BYTES) {
      const limit = `The limit is ${MAX_FRAME_BYTES} bytes.`;
      this.events.refused(new ProtocolError('FrameTooLarge', `A message has ${length} bytes. ${limit}`));
      this.missing = length;
      this.state = this.skipContent;
    } else if (length === 0) {
      this.events.frame(noBytes);
    } else {
      this.missing = length;
      this.state = this.readContent;
    }
  }

  private readContent(chunk: Buffer): number {
    const part = chunk.subarray(0, this.missing);
    this.missing -= part.length;
    this.parts.push(part);
    if (this.missing === 0) {
      const content = this.parts.length === 1 ? part : Buffer.concat(this.parts);
      this.parts = [];
      this.startHeader();
      this.events.frame(content);
    }
    return part.length;
  }

  private skipContent(chunk: Buffer): number {
    const count = Math.min(chunk.length, this.missing);
    this.missing -= count;
    if (this.missing === 0) {
      this.startHeader();
    }
    return count;
  }
}

/** Returns the value of Content-Length; undefined if it is missing, repeated or not a number of bytes. */
function contentLength(header: string): number | undefined {
  const lines = header.split('\r\n').filter((line) => /^content-length:/i.test(line));
  const digits = lines.length === 1 ? /^[^:]*:[ \t]*(\d{1,15})[ \t]*$/.exec(lines[0] ?? '')?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
