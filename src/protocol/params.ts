import { parseUrl, requireEndpoint } from '../auth/environment.ts';
import { MAX_DELAY_SECONDS, MAX_RETRIES } from '../http/retryHandlerOptions.ts';
import {
  type CloseSessionParams,
  httpMethods,
  type InitializeParams,
  type KeptParams,
  type ProxyParams,
  type SendParams,
} from './protocol.ts';
import { Members } from './validate.ts';

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
  const proxy = members.optionalObject('proxy');
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
    ...(proxy !== undefined && { proxy: readProxy(proxy) }),
    ...readSystemProxy(members),
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

/** What the system names may be of no use; that is an error only where it would be used. */
export function readSystemProxy(members: Members): { systemProxy?: string } {
  const systemProxy = members.optionalText('systemProxy');
  return systemProxy === undefined ? {} : { systemProxy };
}

function readProxy(members: Members): ProxyParams {
  const address = parseUrl(members.text('address'));
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    members.refuse('address', 'must be a URL such as http://proxy.example:8080');
  }
  if (address.username !== '' || address.password !== '') {
    members.refuse('address', 'must not hold a user or password: they have members of their own');
  }
  const userName = members.optionalText('userName');
  const password = members.optionalText('password') ?? '';
  const useDefaultCredentials = members.optionalBoolean('useDefaultCredentials') ?? false;
  if (userName === undefined) {
    return password === ''
      ? { address: address.origin, ...(useDefaultCredentials && { useDefaultCredentials }) }
      : members.refuse('password', 'needs a userName');
  }
  if (useDefaultCredentials) {
    members.refuse('useDefaultCredentials', 'can not be true beside a userName');
  }
  if (userName.includes(':')) {
    members.refuse('userName', 'must not hold a colon, which separates it from the password');
  }
  return { address: address.origin, userName, password };
}
