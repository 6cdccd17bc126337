import { version } from '../../../../src/protocol/version.ts';
import { deadOrigin } from './messages.ts';
import { oddValues, placesIn, withValueAt } from './values.ts';

/** A request with one member of a type that the protocol does not have there. */
export interface WrongMember {
  method: string;
  params: unknown;
  /** The member, such as environment.name. */
  path: string[];
  value: unknown;
}

/** The params of a request that is right and has every member. */
interface Sample {
  method: string;
  params: object;
  /** Members that may be left out. */
  optional?: string[];
  /** Members that may be null. */
  nullable?: string[];
}

const environment = { name: 'Lab', graphEndpoint: deadOrigin, azureADEndpoint: deadOrigin };
const application = { tenantId: '72f988bf-0000-4000-8000-2d7cd011db47', clientId: 'app' };
const user = { ...application, scopes: ['User.Read'], isSilent: true, isKept: false };

const sources = { proxyVariables: { ALL_PROXY: 'http://127.0.0.1:1' }, clientProxy: 'system' };
const optionalSources = ['proxyVariables', 'proxyVariables.ALL_PROXY', 'clientProxy'];

function opening(credential: object, ...optional: string[]): Sample {
  const params = { session: 'w', environment, credential, ...sources };
  return {
    method: 'session/open',
    params,
    optional: [...optionalSources, ...optional],
  };
}

function sending(proxy: object, ...optional: string[]): Sample {
  const params = {
    session: 's',
    tenantId: 'a',
    method: 'PATCH',
    url: `${deadOrigin}/`,
    headers: [['a', 'b']],
    body: '{}',
    timeoutSeconds: 20,
    maxRetries: 0,
    retryDelaySeconds: 0,
    retriesTimeLimitSeconds: 0,
    proxy,
    ...sources,
    trace: false,
  };
  const required = ['session', 'method', 'url', 'headers'];
  const top = Object.keys(params)
    .filter((name) => !required.includes(name))
    .concat(optionalSources);
  return {
    method: 'graph/send',
    params,
    optional: [...top, ...optional.map((name) => `proxy.${name}`)],
    nullable: ['tenantId', 'body'],
  };
}

const samples: readonly Sample[] = [
  { method: 'initialize', params: { version } },
  {
    method: 'session/close',
    params: { session: 'w', forget: { azureADEndpoint: deadOrigin, tenantId: 'a', clientId: 'b' } },
    optional: ['forget'],
  },
  {
    method: 'session/open',
    params: { session: 'w', environment, credential: { type: 'accessToken', accessToken: 'a' } },
    optional: ['environment.azureADEndpoint'],
  },
  opening({ type: 'clientSecret', ...application, clientSecret: 'a' }),
  opening(
    { type: 'clientCertificate', ...application, certificate: 'AA==', chain: ['AA=='], algorithm: 'PS256' },
    'credential.chain',
  ),
  opening(
    { type: 'pemCertificate', ...application, pem: 'a', password: 'b', sendCertificateChain: false },
    'credential.password',
    'credential.sendCertificateChain',
  ),
  opening(
    { type: 'managedIdentity', clientId: 'a', variables: { IDENTITY_ENDPOINT: deadOrigin } },
    'environment.azureADEndpoint',
    'credential.clientId',
    'credential.variables',
    'credential.variables.IDENTITY_ENDPOINT',
  ),
  opening({ type: 'interactiveBrowser', ...user }, 'credential.isSilent', 'credential.isKept'),
  opening({ type: 'deviceCode', ...user }, 'credential.isSilent', 'credential.isKept'),
  sending({ address: 'http://127.0.0.1:1', userName: 'a', password: 'b' }, 'userName', 'password'),
  sending({ address: 'http://127.0.0.1:1', useDefaultCredentials: true }, 'useDefaultCredentials'),
];

/** Every member of every method, with a value of each wrong type, and left out where it must not be. */
export function wrongMembers(): WrongMember[] {
  return samples.flatMap(({ method, params, optional = [], nullable = [] }) =>
    placesIn(params).flatMap((path) => {
      const name = path.join('.');
      const right = typeOf(path.reduce<unknown>(memberOf, params));
      const wrong = [...oddValues, undefined].filter((value) => {
        const type = typeOf(value);
        return (
          type !== right &&
          !(type === 'nothing' && optional.includes(name)) &&
          !(type === 'null' && nullable.includes(name))
        );
      });
      return wrong.map((value) => ({ method, params: withValueAt(params, path, value), path, value }));
    }),
  );
}

function memberOf(whole: unknown, name: string): unknown {
  return (whole as Record<string, unknown>)[name];
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'list' : value === undefined ? 'nothing' : typeof value;
}
