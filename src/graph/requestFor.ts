import { RequestInformation } from '@microsoft/kiota-abstractions';
import { ProtocolError } from '../protocol/errors.ts';
import type { HttpMethodName, PrepareParams, PrepareResult, RequestTarget } from '../protocol/protocol.ts';
import { apiVersion, operations } from './client/operations.ts';
import { requireHeaders } from './requireHeaders.ts';

export interface TargetedRequest {
  readonly method: HttpMethodName;
  readonly url: string;
  /** Of its body, where it has one. */
  readonly contentType: string;
}

/**
 * The request that is asked for: an operation by what Kiota's generator has made of the description, or what a user's step
 * has made of one, as it is.
 * @param graphEndpoint Without a slash at its end.
 */
export function requestFor(target: RequestTarget, graphEndpoint: string): TargetedRequest {
  if (!('operation' in target)) {
    return { method: target.method, url: target.url, contentType: 'application/json' };
  }
  const known = operations.get(target.operation);
  if (known === undefined) {
    throw new ProtocolError('InvalidParams', `The backend has no operation ${target.operation}.`);
  }
  const { method, metadata } = known;
  const { pathParameters, queryParameters = {} } = target;
  // The template would encode the endpoint's own %.
  const request = new RequestInformation(method, metadata.uriTemplate, { ...pathParameters, baseurl: '' });
  for (const [name, value] of Object.entries(queryParameters)) {
    const option = metadata.queryParametersMapper?.[name] ?? name;
    // As a list, the template would leave its commas as they are.
    request.queryParameters[option] = Array.isArray(value) ? value.join(',') : value;
  }
  return {
    method: method as HttpMethodName,
    // The dollar sign of an option's name; in values a % is always the template's own.
    url: `${graphEndpoint}/${apiVersion}${request.URL.replace(/(?<=[?&])%24/g, '$')}`,
    contentType: metadata.requestBodyContentType ?? 'application/json',
  };
}

/** What graph/send would send of what comes from the client: for a plan, a user's steps, or another module to send. */
export function prepareRequest({ graphEndpoint, headers, ...target }: PrepareParams): PrepareResult {
  const { method, url } = requestFor(target, graphEndpoint);
  return { method, url, headers: requireHeaders(headers) };
}
