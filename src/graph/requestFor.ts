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
  /** The content type of the body, if there is one. */
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
    throw new ProtocolError(
      'InvalidParams',
      `The backend does not support the operation ${target.operation}.`,
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

/** Path and query of a request without parameters, which are the same each time: expanding the template is a tenth of a request. */
function expandedOnce(metadata: RequestMetadata, target: OperationRequest): string {
  let path = withoutParameters.get(target.operation);
  if (path === undefined) {
    path = expanded(metadata, target);
    withoutParameters.set(target.operation, path);
  }
  return path;
}

/** Path and query as the operation's template has them. */
function expanded(
  metadata: RequestMetadata,
  { pathParameters = {}, queryParameters = {}, pageLink }: OperationRequest,
): string {
  const uriTemplate = inOrder(metadata.uriTemplate, Object.keys(queryParameters));
  // The template would encode the endpoint's own %.
  const request = new RequestInformation(undefined, uriTemplate, { baseurl: '' });
  for (const [name] of uriTemplate.matchAll(/(?<=\{)[\w%]+(?=\})/g)) {
    const described = decodeURIComponent(name);
    request.pathParameters[name] = requireText(described, pathParameters[described] ?? '');
  }
  for (const [name] of uriTemplate.matchAll(/(?<=\{\?.*)[\w%]+/g)) {
    const described = decodeURIComponent(name);
    const value = queryParameters[described];
    if (value !== undefined && pageLink === undefined) {
      // For a list, the template would leave the commas unescaped.
      request.queryParameters[name] = requireText(described, Array.isArray(value) ? value.join(',') : value);
    }
  }
  // The dollar sign of an option's name, as in values ? and & are encoded; then what the template leaves in values, unlike .NET.
  return request.URL.replace(/(?<=[?&])%24/g, '$').replace(/(?<=\?.*)['()*]/g, percentEncoded);
}

/** The template with its options in this order: the generator sorts them by name. */
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
    const fault = 'contains an unpaired surrogate, which is not valid in a URL';
    throw new ProtocolError('InvalidParams', `${name} ${fault}. Nothing was sent.`);
  }
  return value;
}

/** What graph/send would send of what comes from the client: for a plan, a user's steps, or another module to send. */
export function prepareRequest({ graphEndpoint, headers, ...target }: PrepareParams): PrepareResult {
  const { method, url } = requestFor(target, graphEndpoint);
  return { method, url, headers: requireHeaders(headers) };
}
