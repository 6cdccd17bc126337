import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  defaultRetryPolicy,
  type HttpMethods,
  type Pipeline,
  RestError,
} from '@azure/core-rest-pipeline';
import {
  type AuthenticationResult,
  type INetworkModule,
  LogLevel,
  type NetworkRequestOptions,
  type NetworkResponse,
  type NodeSystemOptions,
} from '@azure/msal-node';
import { ProtocolError } from '../../protocol/errors.ts';
import type { Token } from '../credential.ts';
import { identityHttpClient } from './identityHttpClient.ts';

const retrying = createEmptyPipeline();
retrying.addPolicy(defaultRetryPolicy({ maxRetries: 2 }));

/** The backend's HTTP, with the retries of the identity library. */
export const retryingNetwork = networkOf(retrying);

/** Our HTTP as it is. */
export const plainNetwork = networkOf(createEmptyPipeline());

/** How the library below the identity library is to work: silently, and over our HTTP. */
export function systemOver(networkClient: INetworkModule): NodeSystemOptions {
  return {
    networkClient,
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
  return { status, headers: headers.toJSON(), body: parse(bodyAsText ?? '', status) };
}

/** The library would take an answer that is not JSON for one without an error. */
function parse<T>(text: string, statusCode: number): T {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError('The response is not JSON.', { code: RestError.PARSE_ERROR, statusCode });
  }
}

/** @throws {ProtocolError} The library's result has no token. */
export function tokenOf({ accessToken, expiresOn }: AuthenticationResult): Token {
  if (accessToken === '' || expiresOn === null) {
    throw new ProtocolError('SignInFailed', 'Sign-in failed: the sign-in service returned no access token.');
  }
  return { token: accessToken, expiresOnTimestamp: expiresOn.getTime() };
}
