import { STATUS_CODES } from 'node:http';
import { ProtocolError } from '../protocol/errors.ts';
import { MAX_FRAME_BYTES } from '../protocol/protocol.ts';
import { collectBytes, TooManyBytes } from './collectBytes.ts';
import { connectionError } from './connectionError.ts';
import { decompress } from './contentEncoding.ts';
import { wireAnswerOf } from './wireResponse.ts';

const MAX_BODY_BYTES = MAX_FRAME_BYTES;

const tooLarge = `is larger than ${MAX_BODY_BYTES} bytes`;
const notText = 'is not text in UTF-8, or its compression is damaged';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The exact text of an answer.
 * @throws {ProtocolError} ResponseUnreadable, or what broke the connection.
 */
export async function readBody(response: Response, url: string): Promise<string> {
  const bytes = await readBytes(response, url);
  const encoding = response.headers.get('content-encoding');
  if (bytes.length === 0) {
    return '';
  }
  try {
    return utf8.decode(encoding === null ? bytes : await decompress(bytes, encoding, MAX_BODY_BYTES));
  } catch (error) {
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw unreadable(response, url, isTooLarge ? tooLarge : notText);
  }
}

async function readBytes(response: Response, url: string): Promise<Uint8Array> {
  try {
    return await collectBytes(wireAnswerOf(response).body, MAX_BODY_BYTES);
  } catch (error) {
    throw error instanceof TooManyBytes ? unreadable(response, url, tooLarge) : connectionError(error, url);
  }
}

function unreadable(response: Response, url: string, reason: string): ProtocolError {
  // Not the service's own phrase: it could say anything.
  const status = `${response.status} ${STATUS_CODES[response.status] ?? ''}`.trim();
  const message = `${new URL(url).host} answered with status ${status}, but the body of its answer ${reason}.`;
  return new ProtocolError('ResponseUnreadable', `${message} Nothing is sent again.`, true);
}
