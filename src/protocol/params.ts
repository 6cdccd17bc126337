import { parseUrl, requireEndpoint } from '../auth/environment.ts';
import { checkHeaders } from '../graph/headerRules.ts';
import {
  type CloseSessionParams,
  httpMethods,
  type InitializeParams,
  type OpenSessionParams,
  type ProxyParams,
  type SendParams,
} from './protocol.ts';
import { Members } from './validate.ts';

const DEFAULT_TIMEOUT_SECONDS = 300;
/** What a timer of the runtime can wait. */
const MAX_TIMEOUT_SECONDS = 2_147_483;

/** A surrogate without its partner has no UTF-8. */
const loneSurrogate = /\p{Surrogate}/u;

export function readInitialize(params: unknown): InitializeParams {
  return { version: new Members(params).text('version') };
}

export function readOpenSession(params: unknown): OpenSessionParams {
  const members = new Members(params);
  const environment = members.object('environment');
  const credential = members.object('credential');
  return {
    session: members.text('session'),
    environment: {
      name: environment.text('name'),
      graphEndpoint: requireEndpoint(environment, 'graphEndpoint').origin,
      ...(environment.has('azureADEndpoint') && {
        azureADEndpoint: requireEndpoint(environment, 'azureADEndpoint').origin,
      }),
    },
    credential: {
      type: credential.oneOf('type', ['accessToken']),
      accessToken: credential.optionalText('accessToken') ?? credential.refuse('accessToken', 'is missing'),
    },
  };
}

export function readCloseSession(params: unknown): CloseSessionParams {
  return { session: new Members(params).text('session') };
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
    method,
    url: requireEndpoint(members, 'url').href,
    headers: checkHeaders(members.pairs('headers')),
    body,
    timeoutSeconds:
      members.optionalNumber('timeoutSeconds', 0, MAX_TIMEOUT_SECONDS) ?? DEFAULT_TIMEOUT_SECONDS,
    ...(proxy !== undefined && { proxy: readProxy(proxy) }),
    ...(trace !== undefined && { trace }),
  };
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
  if (userName === undefined) {
    return password === '' ? { address: address.origin } : members.refuse('password', 'needs a userName');
  }
  if (userName.includes(':')) {
    members.refuse('userName', 'must not hold a colon, which separates it from the password');
  }
  return { address: address.origin, userName, password };
}
