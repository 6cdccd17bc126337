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

/** The backend's HTTP client, with the retry policy of @azure/identity. */
export const retryingNetwork = networkOf(retrying);

/** The backend's HTTP client, without retries. */
export const plainNetwork = networkOf(createEmptyPipeline());

/** Returns the MSAL options for the given network module, with logging disabled. */
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
    // Most managed identity endpoints use http. identityHttpClient checks whether http is allowed.
    allowInsecureConnection: true,
    headers: createHttpHeaders(options.headers),
    ...(options.body !== undefined && { body: options.body }),
  });
  const { status, headers, bodyAsText } = await pipeline.sendRequest(identityHttpClient, request);
  return { status, headers: headers.toJSON(), body: parse(bodyAsText ?? '', status) };
}

/**
 * Parses a response. Throws if it is not JSON, because MSAL would treat it as a response without an error.
 */
function parse<T>(text: string, statusCode: number): T {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError('The response is not JSON.', { code: RestError.PARSE_ERROR, statusCode });
  }
}

/**
 * Returns the token of an MSAL result.
 * @throws {ProtocolError} The result contains no token.
 */
export function tokenOf({ accessToken, expiresOn }: AuthenticationResult): Token {
  if (accessToken === '' || expiresOn === null) {
    throw new ProtocolError(
      'SignInFailed',
      'Sign-in failed: the response to the token request contains no access token. Try again.',
    );
  }
  return { token: accessToken, expiresOnTimestamp: expiresOn.getTime() };
}
