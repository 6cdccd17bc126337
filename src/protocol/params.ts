import { requireEndpoint } from '../http/endpoint.ts';
import {
  type CloseSessionParams,
  httpMethods,
  type InitializeParams,
  type KeptParams,
  type SendParams,
} from './protocol.ts';
import { readProxySources } from './proxyParams.ts';
import { Members } from './validate.ts';

const MAX_RETRIES = 10;
const MAX_DELAY_SECONDS = 180;
const DEFAULT_TIMEOUT_SECONDS = 300;
/** What a timer of the runtime can wait. */
const MAX_TIMER_SECONDS = 2_147_483;

/** A surrogate without its partner has no UTF-8. */
const loneSurrogate = /\p{Surrogate}/u;

export function readInitialize(params: unknown): InitializeParams {
  return { version: new Members(params).text('version') };
}

export function readCloseSession(params: unknown): CloseSessionParams {
  const members = new Members(params);
  const forget = members.optionalObject('forget');
  return { session: members.text('session'), ...(forget !== undefined && { forget: readKept(forget) }) };
}

function readKept(members: Members): KeptParams {
  return {
    azureADEndpoint: requireEndpoint(members, 'azureADEndpoint').origin,
    tenantId: members.text('tenantId'),
    clientId: members.text('clientId'),
  };
}

export function readSend(params: unknown): SendParams {
  const members = new Members(params);
  const method = members.oneOf('method', httpMethods);
  const body = members.textOrNull('body');
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    members.refuse('body', `must be null for ${method}`);
  }
  if (body !== null && loneSurrogate.test(body)) {
    members.refuse('body', 'has half a surrogate pair, which no UTF-8 can carry');
  }
  const trace = members.optionalBoolean('trace');
  return {
    session: members.text('session'),
    tenantId: members.textOrNull('tenantId'),
    method,
    url: requireEndpoint(members, 'url').href,
    headers: members.pairs('headers'),
    body,
    timeoutSeconds:
      members.optionalNumber('timeoutSeconds', { above: 0, atMost: MAX_TIMER_SECONDS }) ??
      DEFAULT_TIMEOUT_SECONDS,
    ...readRetries(members),
    ...readProxySources(members),
    ...(trace !== undefined && { trace }),
  };
}

function readRetries(members: Members): Partial<SendParams> {
  const maxRetries = members.optionalNumber('maxRetries', { atLeast: 0, atMost: MAX_RETRIES });
  const retryDelaySeconds = members.optionalNumber('retryDelaySeconds', {
    atLeast: 0,
    atMost: MAX_DELAY_SECONDS,
  });
  const limit = members.optionalNumber('retriesTimeLimitSeconds', { atLeast: 0, atMost: MAX_TIMER_SECONDS });
  if (maxRetries !== undefined && !Number.isInteger(maxRetries)) {
    members.refuse('maxRetries', 'must be a whole number');
  }
  return {
    ...(maxRetries !== undefined && { maxRetries }),
    ...(retryDelaySeconds !== undefined && { retryDelaySeconds }),
    ...(limit !== undefined && { retriesTimeLimitSeconds: limit }),
  };
}
