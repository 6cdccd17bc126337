import { clientProxies, type ProxyParams, type ProxySources } from './protocol.ts';
import type { Members } from './validate.ts';

export function readProxySources(members: Members): ProxySources {
  const proxy = members.optionalObject('proxy');
  const variables = members.optionalObject('proxyVariables');
  return {
    ...(proxy !== undefined && { proxy: readProxy(proxy) }),
    ...(variables !== undefined && { proxyVariables: variables.allTexts() }),
    ...(members.has('clientProxy') && { clientProxy: members.oneOf('clientProxy', clientProxies) }),
  };
}

export function readProxy(members: Members): ProxyParams {
  const address = members.text('address');
  if (!URL.canParse(address)) {
    members.refuse('address', 'must be a URL');
  }
  const { protocol, host } = new URL(address);
  const userName = members.optionalText('userName');
  return {
    address: `${protocol}//${host}`,
    ...(userName !== undefined && { userName, password: members.optionalText('password') ?? '' }),
    ...(members.optionalBoolean('useDefaultCredentials') && { useDefaultCredentials: true }),
  };
}
