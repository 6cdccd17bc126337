import type { RequestContext } from '../protocol/connection.ts';
import { Method, type SignatureAlgorithm, type SignParams } from '../protocol/protocol.ts';
import { Members } from '../protocol/validate.ts';

/**
 * Has the client sign with the key of a session's certificate.
 * @throws {ProtocolError} The client can't.
 */
export async function requestSignature(
  ask: RequestContext['ask'],
  session: string,
  algorithm: SignatureAlgorithm,
  data: Buffer,
): Promise<Buffer> {
  const params: SignParams = { session, algorithm, data: data.toString('base64') };
  const result = new Members(await ask(Method.Sign, params));
  return Buffer.from(result.text('signature'), 'base64');
}
