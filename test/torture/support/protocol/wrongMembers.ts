import { version } from '../../../../src/protocol/version.ts';
import { deadOrigin } from './messages.ts';
import { oddValues, placesIn, withValueAt } from './values.ts';

/** The method and params of a request that can violate the protocol. */
export interface WrongRequest {
  method: string;
  params: unknown;
}

/** Valid requests with most optional members. None of them waits for a user or contacts the sign-in service. */
const samples: readonly (WrongRequest & { required: string[] })[] = [
  { method: 'initialize', params: { version }, required: ['version'] },
  {
    method: 'session/close',
    params: { session: 'w', forget: { azureADEndpoint: deadOrigin, tenantId: 'a', clientId: 'b' } },
    required: ['session'],
  },
  {
    method: 'session/open',
    params: {
      session: 'w',
      environment: { name: 'Lab', graphEndpoint: deadOrigin, azureADEndpoint: deadOrigin },
      credential: { type: 'accessToken', accessToken: 'a' },
      proxyVariables: { ALL_PROXY: 'http://127.0.0.1:1' },
      clientProxy: 'system',
    },
    required: ['session', 'environment', 'credential'],
  },
  {
    method: 'graph/prepare',
    params: { graphEndpoint: deadOrigin, operation: 'updateSecurityScore', headers: [['a', 'b']] },
    required: ['graphEndpoint', 'headers'],
  },
  ...[{ userName: 'a', password: 'b' }, { useDefaultCredentials: true }].map((user) => ({
    method: 'graph/send',
    params: {
      session: 's',
      tenantId: null,
      method: 'PATCH',
      url: `${deadOrigin}/`,
      headers: [['a', 'b']],
      body: '{}',
      timeoutSeconds: 20,
      maxRetries: 0,
      retryDelaySeconds: 0,
      retriesTimeLimitSeconds: 0,
      proxy: { address: 'http://127.0.0.1:1', ...user },
      proxyVariables: { ALL_PROXY: 'http://127.0.0.1:1' },
      clientProxy: 'system',
      trace: false,
    },
    required: ['session', 'method', 'url', 'headers', 'timeoutSeconds'],
  })),
];

export function wrongParams(): WrongRequest[] {
  const noObjects = oddValues.filter(
    (value) => typeof value !== 'object' || value === null || Array.isArray(value),
  );
  return samples.flatMap(({ method, params, required }) => [
    ...noObjects.map((value) => ({ method, params: value })),
    ...required.map((name) => ({ method, params: withValueAt(params, [name], undefined) })),
  ]);
}

/** Returns the samples with one odd value each: every odd value for every member of every sample. */
export function wrongMembers(): WrongRequest[] {
  return samples.flatMap(({ method, params }) =>
    placesIn(params).flatMap((path) =>
      oddValues.map((value) => ({ method, params: withValueAt(params, path, value) })),
    ),
  );
}
