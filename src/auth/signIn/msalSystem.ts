import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  defaultRetryPolicy,
  type HttpMethods,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import {
  type INetworkModule,
  LogLevel,
  type NetworkRequestOptions,
  type NetworkResponse,
  type NodeSystemOptions,
} from '@azure/msal-node';
import { identityHttpClient } from './identityHttpClient.ts';

const retrying = createEmptyPipeline();
retrying.addPolicy(defaultRetryPolicy({ maxRetries: 2 }));

/** How the library below the identity library is to work: silently, over our HTTP, with the same retries. */
export const msalSystem = systemOver(retrying);

/** The same for the services of hosts, which that library itself retries as each of them wants it. */
export const hostSystem = systemOver(createEmptyPipeline());

function systemOver(pipeline: Pipeline): NodeSystemOptions {
  return {
    networkClient: networkOf(pipeline),
    loggerOptions: { loggerCallback: () => {}, logLevel: LogLevel.Error, piiLoggingEnabled: false },
  };
}

function networkOf(pipeline: Pipeline): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(pipeline, 'GET', url, options),
    sendPostRequestAsync: (url, options) => send(pipeline, 'POST', url, options),
  };
}

async function send<T>(
  pipeline: Pipeline,
  method: HttpMethods,
  url: string,
  options: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const request = createPipelineRequest({
    method,
    url,
    // The services of hosts have no TLS; whether http is allowed is decided where the request is sent.
    allowInsecureConnection: true,
    headers: createHttpHeaders(options.headers),
    ...(options.body !== undefined && { body: options.body }),
  });
  const { status, headers, bodyAsText } = await pipeline.sendRequest(identityHttpClient, request);
  // An answer that is no JSON fails here; the library would take it for one without an error.
  return { status, headers: headers.toJSON(), body: JSON.parse(bodyAsText ?? '') };
}
