import type { AppRegistration } from './directory.ts';
import { EntraError, missing } from './entraError.ts';

interface Scope {
  resource: string;
  /** The text before the name in the request; empty for Microsoft Graph without its URL. */
  prefix: string;
  name: string;
}

/** The scopes of a request on behalf of a user. */
export interface RequestedScopes {
  /** The aud claim. */
  resource: string;
  /** The scopes of `resource`. The scope .default represents all scopes that have consent. */
  scopes: Scope[];
  /** The scopes that OpenID Connect defines. */
  openId: string[];
}

/** The permissions in a user's token. */
export interface GrantedScopes {
  resource: string;
  names: string[];
  /** The scopes as the answer lists them. */
  answer: string[];
}

const openIdScopes = ['openid', 'profile', 'email', 'offline_access'];
const graphId = '00000003-0000-0000-c000-000000000000';
const graphUrl = 'https://graph.microsoft.com';
const everything = '.default';

/** Returns the resource of a client credentials request. Its scope must be the resource's .default. */
export function wholeResource(scope: string | undefined): string {
  if (scope === undefined) {
    throw missing('scope');
  }
  const suffix = `/${everything}`;
  if (/\s/.test(scope.trim()) || !scope.trim().endsWith(suffix) || scope.trim() === suffix) {
    const hint =
      'Client credential flows must have a scope value with /.default suffixed to the resource identifier';
    const description = `The provided value for scope ${scope} is not valid. ${hint} (application ID URI).`;
    throw new EntraError('invalid_scope', 1002012, description);
  }
  return scope.trim().slice(0, -suffix.length);
}

export function parseScopes(scope: string | undefined): RequestedScopes {
  const requested = scope?.split(/\s+/).filter((text) => text !== '') ?? [];
  if (requested.length === 0) {
    throw missing('scope');
  }
  const scopes = requested.filter((text) => !openIdScopes.includes(text)).map(parseScope);
  const what = `the input parameter 'scope' is not valid. The scope ${scope}`;
  if (new Set(scopes.map(({ resource }) => resource)).size > 1) {
    const description = `The provided value for ${what} contains more than one resource.`;
    throw new EntraError('invalid_request', 28000, description);
  }
  const names = scopes.map(({ name }) => name);
  if (names.includes('') || (names.includes(everything) && names.length > 1)) {
    throw new EntraError('invalid_scope', 70011, `The provided value for ${what} is not valid.`);
  }
  return {
    // When no scope contains the URL of a resource, the aud claim is the application id of Microsoft Graph.
    resource: scopes.find(({ prefix }) => prefix !== '')?.resource ?? graphId,
    scopes,
    openId: openIdScopes.filter((name) => requested.includes(name)),
  };
}

/** Returns the scopes that the app receives; throws when the user has not consented to one of them. */
export function consented(
  { resource, scopes, openId }: RequestedScopes,
  app: AppRegistration,
): GrantedScopes {
  const names = scopes.map(({ name }) => name);
  const isAllowed = (name: string) => name === everything || (app.scopes?.some(sameAs(name)) ?? true);
  if (!names.every(isAllowed)) {
    const named = app.name === undefined ? '' : ` named '${app.name}'`;
    const who = `The user or administrator has not consented to use the application with ID '${app.clientId}'${named}.`;
    const description = `${who} Send an interactive authorization request for this user and resource.`;
    throw new EntraError('invalid_grant', 65001, description, { suberror: 'consent_required' });
  }
  const granted = scopes.flatMap(({ prefix, name }) => {
    const real =
      name === everything ? (app.scopes ?? ['User.Read']) : [app.scopes?.find(sameAs(name)) ?? name];
    return real.map((each) => ({ prefix, name: each }));
  });
  const asked = scopes.filter(({ name }) => name === everything);
  return {
    resource,
    names: granted.map(({ name }) => name),
    answer: [
      ...openId.filter((name) => name !== 'offline_access'),
      // Includes .default, because clients compare the granted scopes with the requested scopes.
      ...[...granted, ...asked].map(({ prefix, name }) => prefix + name),
    ],
  };
}

function sameAs(name: string): (other: string) => boolean {
  return (other) => other.toLowerCase() === name.toLowerCase();
}

function parseScope(text: string): Scope {
  const slash = text.lastIndexOf('/');
  const prefix = text.slice(0, slash + 1);
  return { resource: prefix === '' ? graphUrl : text.slice(0, slash), prefix, name: text.slice(slash + 1) };
}
