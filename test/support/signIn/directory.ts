import { createHash } from 'node:crypto';
import { EntraError, missing } from './entraError.ts';
import type { FederatedTrust } from './federatedIssuer.ts';

/** A user who signs in with a browser or a device code. */
export interface User {
  upn: string;
  name: string;
  oid?: string;
}

/** An app's registration in one tenant. */
export interface AppRegistration {
  /** A GUID. */
  tenantId: string;
  /** An alternative name of the tenant in URLs, such as contoso.example. */
  tenantName?: string;
  clientId: string;
  /** The app_displayname claim. */
  name?: string;
  secrets?: string[];
  /** Secrets that are no longer valid. */
  expiredSecrets?: string[];
  /** The RSA certificates for client assertions, in PEM. */
  certificates?: string[];
  /** The issuers that can authenticate the app in place of a secret or certificate. */
  federated?: FederatedTrust[];
  /** The application permissions, for the roles claim of app-only tokens. */
  roles?: string[];
  /** The delegated permissions that have consent; by default, all that a request names, or User.Read for .default. */
  scopes?: string[];
  user?: User;
}

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const sharedTenants = new Set(['common', 'organizations']);

/** The tenants and their apps. */
export class Directory {
  readonly #apps: AppRegistration[] = [];

  /** Adds an app, or replaces the app with the same tenant and client id. */
  register(app: AppRegistration): void {
    if (!guid.test(app.tenantId) || !guid.test(app.clientId)) {
      throw new Error('tenantId and clientId have to be GUIDs');
    }
    const known = this.#apps.findIndex(
      ({ tenantId, clientId }) => same(tenantId, app.tenantId) && same(clientId, app.clientId),
    );
    this.#apps.splice(known < 0 ? this.#apps.length : known, 1, app);
  }

  /**
   * Returns the id of a tenant in a URL; `undefined` for names that stand for the user's own tenant, such as "common".
   */
  tenantId(tenant: string): string | undefined {
    if (sharedTenants.has(tenant.toLowerCase())) {
      return undefined;
    }
    const app = this.#apps.find(
      ({ tenantId, tenantName }) => same(tenantId, tenant) || same(tenantName, tenant),
    );
    if (app === undefined) {
      const hint =
        'Check to make sure you have the correct tenant ID and are signing into the correct cloud.';
      throw new EntraError('invalid_tenant', 90002, `Tenant '${tenant}' not found. ${hint}`);
    }
    return app.tenantId;
  }

  /**
   * Returns the app for a request to a tenant. For a shared name such as "common", apps with a user have precedence.
   */
  app(tenant: string, clientId: string | undefined): AppRegistration {
    const tenantId = this.tenantId(tenant);
    if (clientId === undefined) {
      throw missing('client_id');
    }
    const candidates = this.#apps.filter(
      (app) => same(app.clientId, clientId) && (tenantId === undefined || app.tenantId === tenantId),
    );
    const app = candidates.find(({ user }) => user !== undefined) ?? candidates[0];
    if (app === undefined) {
      const what = `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`;
      const hint = 'You may have sent your authentication request to the wrong tenant.';
      throw new EntraError('unauthorized_client', 700016, `${what} ${hint}`);
    }
    return app;
  }

  /** Returns the names of an app's tenant in URLs. */
  tenantNames({ tenantId, tenantName }: AppRegistration): string[] {
    return tenantName === undefined ? [tenantId] : [tenantId, tenantName];
  }
}

export function userOf({ user, tenantId }: AppRegistration): Required<User> {
  if (user === undefined) {
    throw new EntraError(
      'invalid_grant',
      50034,
      `The user account does not exist in the ${tenantId} directory.`,
    );
  }
  return { oid: guidOf(tenantId, user.upn), ...user };
}

/** Returns a GUID that depends only on the texts. */
export function guidOf(...texts: string[]): string {
  const hex = createHash('sha256').update(texts.join('/')).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

function same(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
