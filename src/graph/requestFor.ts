import { RequestInformation, type RequestMetadata } from '@microsoft/kiota-abstractions';
import { ProtocolError } from '../protocol/errors.ts';
import type {
  HttpMethodName,
  OperationRequest,
  PrepareParams,
  PrepareResult,
  RequestTarget,
} from '../protocol/protocol.ts';
import { apiVersion, operations } from './client/operations.ts';
import { pageUrl } from './pageUrl.ts';
import { requireHeaders } from './requireHeaders.ts';
import { loneSurrogate } from './requireSendable.ts';

export interface TargetedRequest {
  readonly method: HttpMethodName;
  readonly url: string;
  /** The content type of the body, if there is a body. */
  readonly contentType: string;
}

/**
 * Returns the request for a target. The URL of an operation is expanded from its template. A request that a
 * user's step may have modified is returned unchanged.
 * @param graphEndpoint The endpoint, without a trailing slash; empty if it is unknown.
 * @throws {ProtocolError} InvalidParams: the operation does not exist, or a parameter or the page link is
 * invalid.
 */
export function requestFor(target: RequestTarget, graphEndpoint: string): TargetedRequest {
  if (!('operation' in target)) {
    return { method: target.method, url: target.url, contentType: 'application/json' };
  }
  const known = operations.get(target.operation);
  if (known === undefined) {
    throw new ProtocolError(
      'InvalidParams',
      `The backend does not support the operation ${target.operation}. Nothing was sent.`,
    );
  }
  const { method, metadata } = known;
  const { pageLink } = target;
  const path = `/${apiVersion}${hasParameters(target) ? expanded(metadata, target) : expandedOnce(metadata, target)}`;
  return {
    method: method as HttpMethodName,
    url: pageLink === undefined ? `${graphEndpoint}${path}` : pageUrl(pageLink, path, graphEndpoint),
    contentType: metadata.requestBodyContentType ?? 'application/json',
  };
}

function hasParameters({ pathParameters, queryParameters }: OperationRequest): boolean {
  return pathParameters !== undefined || queryParameters !== undefined;
}

const withoutParameters = new Map<string, string>();

/**
 * Returns the path and query of a request without parameters, without the API version. The result is cached
 * for each operation, because expanding the template takes a tenth of the time of a request.
 */
function expandedOnce(metadata: RequestMetadata, target: OperationRequest): string {
  let path = withoutParameters.get(target.operation);
  if (path === undefined) {
    path = expanded(metadata, target);
    withoutParameters.set(target.operation, path);
  }
  return path;
}

/**
 * Returns the path and query of a request, expanded from the operation's template, without the API version.
 */
function expanded(
  metadata: RequestMetadata,
  { pathParameters = {}, queryParameters = {}, pageLink }: OperationRequest,
): string {
  const uriTemplate = inOrder(metadata.uriTemplate, Object.keys(queryParameters));
  // Expand the template without the endpoint, because the template would encode a percent sign in it.
  const request = new RequestInformation(undefined, uriTemplate, { baseurl: '' });
  for (const [name] of uriTemplate.matchAll(/(?<=\{)[\w%]+(?=\})/g)) {
    const described = decodeURIComponent(name);
    request.pathParameters[name] = requireText(described, pathParameters[described] ?? '');
  }
  for (const [name] of uriTemplate.matchAll(/(?<=\{\?.*)[\w%]+/g)) {
    const described = decodeURIComponent(name);
    const value = queryParameters[described];
    if (value !== undefined && pageLink === undefined) {
      // Join a list into one string, because the template would not encode the commas of an array.
      request.queryParameters[name] = requireText(described, Array.isArray(value) ? value.join(',') : value);
    }
  }
  // Restore the `$` of option names. This does not affect values, because they contain no literal `?` or `&`.
  // Then encode the characters that .NET encodes in values but the template does not.
  return request.URL.replace(/(?<=[?&])%24/g, '$').replace(/(?<=\?.*)['()*]/g, percentEncoded);
}

/** Returns the template with its query options in the given order. The generator sorts them by name. */
function inOrder(uriTemplate: string, order: readonly string[]): string {
  const rank = (option: string) => order.indexOf(decodeURIComponent(option.replace('*', '')));
  const sort = (options: string) =>
    options
      .split(',')
      .sort((one, other) => rank(one) - rank(other))
      .join(',');
  return uriTemplate.replace(/(?<=\{\?).*(?=\})/, sort);
}

function percentEncoded(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

function requireText(name: string, value: string): string {
  if (loneSurrogate.test(value)) {
    const fault = 'in the URL contains half of a surrogate pair, which is not a character';
    throw new ProtocolError('InvalidParams', `${name} ${fault}. Nothing was sent. Remove or complete it.`);
  }
  return value;
}

/**
 * Returns the request that graph/send would send, with only the caller's headers. The client needs it for
 * -WhatIf, for the user's steps, for requests that another module sends, and to check the caller's headers
 * before it asks for confirmation.
 */
export function prepareRequest({ graphEndpoint, headers, ...target }: PrepareParams): PrepareResult {
  const { method, url } = requestFor(target, graphEndpoint);
  return { method, url, headers: requireHeaders(headers) };
}
