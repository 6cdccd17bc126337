import { randomUUID, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { PemCertificate } from './keys.ts';
import { Listener } from './listener.ts';
import {
  appService,
  arc,
  imds,
  type ManagedIdentityService,
  machineLearning,
  serviceFabric,
} from './managedIdentityService.ts';
import { json } from './replies.ts';
import { inSeconds, serverTime, type TokenSettings } from './settings.ts';
import { SigningKey } from './signingKey.ts';
import { type IssuedToken, TokenIssuer } from './tokenIssuer.ts';
import { type Behaviour, type Reply, type Turn, TurnQueue } from './turns.ts';

export interface ManagedIdentity {
  tenantId: string;
  clientId: string;
  /** The app_displayname claim. */
  name?: string;
  roles?: string[];
}

export interface ManagedIdentities {
  /** The identity for requests that do not name one. */
  systemAssigned?: ManagedIdentity;
  userAssigned?: ManagedIdentity[];
}

export interface ManagedIdentityRequest {
  service: ManagedIdentityService['name'];
  query: Record<string, string>;
  headers: Record<string, string>;
  /** The time of arrival, on the clock of performance.now(). */
  time: number;
}

export interface ManagedIdentityFailure {
  error: string;
  description?: string;
  /** The status code. Default 400. */
  status?: number;
}

/**
 * A stand-in for the services that issue tokens to programs in Azure, such as App Service and virtual machines (IMDS).
 */
export class ManagedIdentityServer implements TokenSettings {
  tokenLifetimeSeconds = 86_399;
  extraClaims: Record<string, unknown> = {};
  tokenTenant: string | undefined;
  clockSkewSeconds = 0;
  /** Formats expires_on, which is in seconds since 1970. Azure's services write the number as a string. */
  writeExpiry: (seconds: number) => unknown = String;
  identities: ManagedIdentities;
  /** All GET requests to the paths of the services, in order of arrival. */
  readonly requests: ManagedIdentityRequest[] = [];
  readonly #queue = new TurnQueue<ManagedIdentityRequest, ManagedIdentityFailure>();
  readonly #secret = randomUUID();
  readonly #listener: Listener;
  readonly #issuer: TokenIssuer;

  /** @param certificate The certificate for TLS; by default, the server uses plain HTTP. */
  static async start(
    identities: ManagedIdentities = {},
    certificate?: PemCertificate,
  ): Promise<ManagedIdentityServer> {
    const server = new ManagedIdentityServer(identities, await SigningKey.create(), certificate);
    await server.#listener.start();
    return server;
  }

  private constructor(
    identities: ManagedIdentities,
    key: SigningKey,
    private readonly certificate: PemCertificate | undefined,
  ) {
    this.identities = identities;
    const server = certificate === undefined ? createServer() : createTlsServer(certificate);
    this.#listener = new Listener(server, (incoming, response) => this.#serve(incoming, response));
    this.#issuer = new TokenIssuer(() => this.url, this, key);
  }

  /** The base address, such as http://127.0.0.1:40123, without a trailing slash. */
  get url(): string {
    return `${this.certificate === undefined ? 'http' : 'https'}://127.0.0.1:${this.#listener.port}`;
  }

  /** The environment variables of a program on App Service. */
  get environment(): { IDENTITY_ENDPOINT: string; IDENTITY_HEADER: string } {
    return { IDENTITY_ENDPOINT: this.url + appService.path, IDENTITY_HEADER: this.#secret };
  }

  /** The environment variables that replace a virtual machine's own service with this server. */
  get imdsEnvironment(): { AZURE_POD_IDENTITY_AUTHORITY_HOST: string } {
    return { AZURE_POD_IDENTITY_AUTHORITY_HOST: this.url };
  }

  /** Returns the environment variables of a program in Azure Machine Learning. */
  machineLearningEnvironment(clientId: string): Record<string, string> {
    return {
      MSI_ENDPOINT: this.url + machineLearning.path,
      MSI_SECRET: this.#secret,
      DEFAULT_IDENTITY_CLIENT_ID: clientId,
    };
  }

  /** The environment variables of a program in Service Fabric. */
  get serviceFabricEnvironment(): Record<string, string> {
    return {
      IDENTITY_ENDPOINT: this.url + serviceFabric.path,
      IDENTITY_HEADER: this.#secret,
      IDENTITY_SERVER_THUMBPRINT: new X509Certificate(this.certificate?.cert ?? '').fingerprint,
    };
  }

  /** The environment variables of a program on a machine with the Azure Arc agent. */
  get arcEnvironment(): Record<string, string> {
    return { IDENTITY_ENDPOINT: this.url + arc.path, IMDS_ENDPOINT: this.url };
  }

  /** All access tokens issued so far. */
  get issued(): IssuedToken[] {
    return this.#issuer.issued;
  }

  /** Queues a behaviour. Each request uses the next behaviour in the queue. */
  next(behaviour: Behaviour<ManagedIdentityFailure, ManagedIdentityRequest>): Turn<ManagedIdentityRequest> {
    return this.#queue.add(behaviour);
  }

  /** Discards the queued behaviours that no request has used. */
  dropNext(): void {
    this.#queue.clear();
  }

  /** Breaks all connections and frees the port. */
  close(): Promise<void> {
    return this.#listener.close();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
    const { pathname, searchParams } = new URL(incoming.url ?? '', this.url);
    // MSAL appends a slash to the URL when only a host is configured.
    const service = [appService, imds, machineLearning, serviceFabric, arc].find(
      ({ path }) => path === pathname.replace(/\/$/, ''),
    );
    incoming.resume();
    if (service === undefined || incoming.method !== 'GET') {
      return { status: 404 };
    }
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const query = Object.fromEntries(searchParams);
    const request: ManagedIdentityRequest = {
      service: service.name,
      query,
      headers,
      time: performance.now(),
    };
    this.requests.push(request);
    return this.#queue.answer(request, response, {
      fail: ({ error, description = error, status = 400 }) =>
        json({ error, error_description: description }, status),
      usual: (lifetime) => this.#answer(service, request, lifetime),
    });
  }

  async #answer(
    service: ManagedIdentityService,
    { query, headers }: ManagedIdentityRequest,
    lifetime = this.tokenLifetimeSeconds,
  ): Promise<Reply> {
    if (headers[service.header] !== (service === imds ? 'true' : this.#secret)) {
      return service.headerFailure;
    }
    const { resource, 'api-version': version } = query;
    if (version !== service.apiVersion || resource === undefined) {
      return service.failure('The api-version or the resource is missing or not supported.');
    }
    const identity = this.#identity(query);
    if (identity === undefined) {
      return service.identityFailure;
    }
    const expires = inSeconds(serverTime(this)) + lifetime;
    const accessToken = await this.#issuer.appToken({ app: identity, resource, proof: '2' }, lifetime);
    return json({
      access_token: accessToken,
      client_id: identity.clientId,
      expires_on: this.writeExpiry(expires),
      resource,
      token_type: 'Bearer',
    });
  }

  /** Returns the requested identity, if it exists. The identities of this server have only client ids. */
  #identity(query: Record<string, string>): ManagedIdentity | undefined {
    const { systemAssigned, userAssigned = [] } = this.identities;
    if (['object_id', 'mi_res_id', 'msi_res_id'].some((name) => name in query)) {
      return undefined;
    }
    const { client_id: clientId = query['clientid'] } = query;
    return clientId === undefined
      ? systemAssigned
      : userAssigned.find((identity) => identity.clientId === clientId);
  }
}
