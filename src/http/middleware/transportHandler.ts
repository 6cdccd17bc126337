import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { doubt, ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { headersOf } from '../headerList.ts';
import { connectionError } from '../wire/connectionError.ts';
import { WireResponse } from '../wire/wireResponse.ts';
import type { RequestOptions } from './handler.ts';
import { transmitOrReadAgain } from './readAgain.ts';
import { SendContext } from './sendContext.ts';

const MAX_STATUS = 599;

/** The last middleware. It sends the request and returns the service's response. */
export class TransportHandler implements Middleware {
  next: Middleware | undefined;

  async execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse> {
    const { timeLimit, tools } = SendContext.of(options);
    const { signal } = timeLimit;
    const target = new URL(url);
    const { body } = request;
    let proxy: ProxyParams | undefined;
    try {
      proxy = await tools.proxies.for(target, signal);
      const answer = await transmitOrReadAgain({
        method: request.method ?? 'GET',
        origin: target.origin,
        // The URL class would encode more characters.
        path: url.slice(target.origin.length),
        headers: headersOf(request),
        body: body == null ? undefined : new Uint8Array(body as ArrayBuffer),
        proxy,
        signal,
      });
      if (answer.status > MAX_STATUS) {
        answer.body.destroy();
        throw unknownStatus(target.host, answer.status);
      }
      return new WireResponse(answer);
    } catch (error) {
      throw connectionError(error, url, proxy);
    }
  }
}

function unknownStatus(host: string, status: number): ProtocolError {
  const message = `${host} returned status ${status}, which is not an HTTP status. ${doubt}`;
  return new ProtocolError('ResponseUnreadable', message, true);
}
