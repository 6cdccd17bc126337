import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  defaultRetryPolicy,
  type HttpMethods,
} from '@azure/core-rest-pipeline';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { identityHttpClient } from './identityHttpClient.ts';

const pipeline = createEmptyPipeline();
pipeline.addPolicy(defaultRetryPolicy({ maxRetries: 2 }));

/** The HTTP of the library below the identity library, on ours, with the same retries. */
export const msalNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options),
  sendPostRequestAsync: (url, options) => send('POST', url, options),
};

async function send<T>(
  method: HttpMethods,
  url: string,
  options: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const request = createPipelineRequest({
    method,
    url,
    headers: createHttpHeaders(options.headers),
    ...(options.body !== undefined && { body: options.body }),
  });
  const { status, headers, bodyAsText } = await pipeline.sendRequest(identityHttpClient, request);
  return { status, headers: headers.toJSON(), body: JSON.parse(bodyAsText ?? '{}') };
}
