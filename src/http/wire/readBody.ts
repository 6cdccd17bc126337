import { STATUS_CODES } from 'node:http';
import { MAX_FRAME_BYTES, type SendResult } from '../../protocol/protocol.ts';
import { collectBytes, TooManyBytes } from './collectBytes.ts';
import { connectionError } from './connectionError.ts';
import { decompress } from './decompress.ts';
import { isErrorStatus, type WireResponse } from './wireResponse.ts';

const MAX_BODY_BYTES = MAX_FRAME_BYTES;

const tooLarge = `is larger than ${MAX_BODY_BYTES / 2 ** 20} MiB`;
const notText = 'is not UTF-8 text, or its compression is invalid or not supported';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The error thrown when a body cannot be read. Its message is the end of a sentence about the body. */
class UnreadableBody extends Error {}

/**
 * Returns the body of a response as exact text, or the reason why it cannot be read. The body of an error is
 * decoded as far as possible, in its own charset. If that fails, the text is empty, because the status and
 * headers matter more.
 * @throws {ProtocolError} The connection broke, or the request was cancelled or timed out.
 */
export async function readBody(
  response: WireResponse,
  url: string,
): Promise<Pick<SendResult, 'body' | 'unreadable'>> {
  try {
    const bytes = await readBytes(response, url);
    return { body: bytes.length === 0 ? '' : await textOf(bytes, response) };
  } catch (error) {
    if (!(error instanceof UnreadableBody)) {
      throw error;
    }
    return {
      body: '',
      ...(!isErrorStatus(response.status) && { unreadable: sentence(response, url, error.message) }),
    };
  }
}

async function readBytes(response: WireResponse, url: string): Promise<Uint8Array> {
  try {
    return await collectBytes(response.wire.body, MAX_BODY_BYTES);
  } catch (error) {
    throw error instanceof TooManyBytes ? new UnreadableBody(tooLarge) : connectionError(error, url);
  }
}

async function textOf(bytes: Uint8Array, response: WireResponse): Promise<string> {
  const encoding = response.headers.get('content-encoding');
  const decoder = isErrorStatus(response.status) ? lenientDecoder(response) : utf8;
  try {
    return decoder.decode(encoding === null ? bytes : await decompress(bytes, encoding, MAX_BODY_BYTES));
  } catch (error) {
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UnreadableBody(isTooLarge ? tooLarge : notText);
  }
}

function lenientDecoder(response: WireResponse): TextDecoder {
  const type = response.headers.get('content-type') ?? '';
  const charset = /;\s*charset\s*=\s*"?([^\s";,]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset as ConstructorParameters<typeof TextDecoder>[0]);
  } catch {
    return new TextDecoder();
  }
}

function sentence(response: WireResponse, url: string, reason: string): string {
  // The service's own reason phrase is not shown, because it could contain anything.
  const status = `${response.status} ${STATUS_CODES[response.status] ?? ''}`.trim();
  return `${new URL(url).host} returned status ${status}, but the body of its response ${reason}. The request will not be sent again.`;
}
