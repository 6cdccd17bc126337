import fc from 'fast-check';
import { openParams, sendParams } from '../../../backend/support/testBackend.ts';
import type { Secrets } from './secretsWorld.ts';

/** The method and params of a protocol request that contains secrets. */
export interface BadMessage {
  method: string;
  params: object;
}

const nowhere = 'https://127.0.0.1:1';

/** Returns requests whose members have valid types. None of them waits for a user. */
function goodMessages({
  token,
  clientSecret,
  keyPassword,
  proxyPassword,
  environmentPassword,
  cookie,
}: Secrets): BadMessage[] {
  const app = { tenantId: '72f988bf-0000-4000-8000-2d7cd011db47', clientId: 'app' };
  const credentials = [
    { type: 'clientSecret', ...app, clientSecret },
    { type: 'pemCertificate', ...app, pem: clientSecret, password: keyPassword, sendCertificateChain: true },
    {
      type: 'managedIdentity',
      variables: { IDENTITY_ENDPOINT: 'http://127.0.0.1:1', IDENTITY_HEADER: clientSecret },
    },
  ];
  const open = openParams('s', nowhere, token);
  const environment = { name: 'Lab', graphEndpoint: nowhere, azureADEndpoint: nowhere };
  const HTTPS_PROXY = `http://user:${encodeURIComponent(environmentPassword)}@127.0.0.1:9`;
  const proxy = { address: 'http://127.0.0.1:1', userName: 'user', password: proxyPassword };
  return [
    { method: 'session/open', params: open },
    ...credentials.map((credential) => ({
      method: 'session/open',
      params: { session: 'other', environment, credential, proxyVariables: { HTTPS_PROXY } },
    })),
    {
      method: 'graph/send',
      params: sendParams({
        url: nowhere,
        headers: [['Cookie', cookie]],
        proxy,
        trace: true,
        timeoutSeconds: 5,
      }),
    },
  ];
}

/**
 * Members that badMessages() leaves unchanged, because error messages can show what replaces them: the tenant, the
 * names of headers, and the proxy's variable.
 */
const shown = new Set(['tenantId', 'headers', 'headers.0', 'headers.0.0', 'proxyVariables.HTTPS_PROXY']);

/** Returns the paths of all values in a message. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

function withValue(target: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) {
    return value;
  }
  const copy = structuredClone(target) as Record<string, unknown>;
  copy[name] = withValue(copy[name], rest, value);
  return copy;
}

/** Replacements for a member: values of another type, and text with a secret in a place where none belongs. */
const oddValues = (secret: string): unknown[] => [
  secret,
  [secret],
  { [secret]: secret },
  [[secret, secret]],
  `${secret}\r\n`,
  `https://user:${encodeURIComponent(secret)}@127.0.0.1:1/`,
  `http://127.0.0.1:1/?token=${encodeURIComponent(secret)}`,
  null,
  undefined,
  -1,
];

/** Generates messages with one odd member. */
export function badMessages(secrets: Secrets): fc.Arbitrary<BadMessage> {
  const all = goodMessages(secrets).flatMap(({ method, params }) =>
    placesIn(params)
      .filter((place) => place.length > 0 && !shown.has(place.join('.')))
      .map((place) => ({ method, params, place })),
  );
  return fc
    .tuple(fc.constantFrom(...all), fc.constantFrom(...oddValues(secrets.wrongSecret)))
    .map(([{ method, params, place }, value]) => ({
      method,
      params: withValue(params, place, value) as object,
    }));
}
