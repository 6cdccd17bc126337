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
  /** The one that is used if none is named. */
  systemAssigned?: ManagedIdentity;
  userAssigned?: ManagedIdentity[];
}

export interface ManagedIdentityRequest {
  service: ManagedIdentityService['name'];
  query: Record<string, string>;
  headers: Record<string, string>;
  /** performance.now() of its arrival. */
  time: number;
}

export interface ManagedIdentityFailure {
  error: string;
  description?: string;
  /** The status; by default 400. */
  status?: number;
}

/** What gives tokens to programs that run in Azure: on App Service, a virtual machine (IMDS), and so on. */
export class ManagedIdentityServer implements TokenSettings {
  tokenLifetimeSeconds = 86_399;
  extraClaims: Record<string, unknown> = {};
  tokenTenant: string | undefined;
  clockSkewSeconds = 0;
  /** How seconds since 1970 are written in answers: the services send a number as text. */
  writeExpiry: (seconds: number) => unknown = String;
  identities: ManagedIdentities;
  /** All requests in the order of their arrival. */
  readonly requests: ManagedIdentityRequest[] = [];
  readonly #queue = new TurnQueue<ManagedIdentityRequest, ManagedIdentityFailure>();
  readonly #secret = randomUUID();
  readonly #listener: Listener;
  readonly #issuer: TokenIssuer;

  /** @param certificate Makes it one over TLS. */
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

  /** The address, such as http://127.0.0.1:40123, without a slash at the end. */
  get url(): string {
    return `${this.certificate === undefined ? 'http' : 'https'}://127.0.0.1:${this.#listener.port}`;
  }

  /** What a program on App Service finds in its environment. */
  get environment(): { IDENTITY_ENDPOINT: string; IDENTITY_HEADER: string } {
    return { IDENTITY_ENDPOINT: this.url + appService.path, IDENTITY_HEADER: this.#secret };
  }

  /** What leads a program to this server instead of a virtual machine's own. */
  get imdsEnvironment(): { AZURE_POD_IDENTITY_AUTHORITY_HOST: string } {
    return { AZURE_POD_IDENTITY_AUTHORITY_HOST: this.url };
  }

  /** What a program in Azure Machine Learning finds in its environment. */
  machineLearningEnvironment(clientId: string): Record<string, string> {
    return {
      MSI_ENDPOINT: this.url + machineLearning.path,
      MSI_SECRET: this.#secret,
      DEFAULT_IDENTITY_CLIENT_ID: clientId,
    };
  }

  /** What a program in Service Fabric finds in its environment. */
  get serviceFabricEnvironment(): Record<string, string> {
    return {
      IDENTITY_ENDPOINT: this.url + serviceFabric.path,
      IDENTITY_HEADER: this.#secret,
      IDENTITY_SERVER_THUMBPRINT: new X509Certificate(this.certificate?.cert ?? '').fingerprint,
    };
  }

  /** What a program beside the agent of Azure Arc finds in its environment. */
  get arcEnvironment(): Record<string, string> {
    return { IDENTITY_ENDPOINT: this.url + arc.path, IMDS_ENDPOINT: this.url };
  }

  /** All access tokens so far. */
  get issued(): IssuedToken[] {
    return this.#issuer.issued;
  }

  /** The next request is treated so; several calls queue up. */
  next(behaviour: Behaviour<ManagedIdentityFailure, ManagedIdentityRequest>): Turn<ManagedIdentityRequest> {
    return this.#queue.add(behaviour);
  }

  /** Forgets the behaviours that no request has come for. */
  dropNext(): void {
    this.#queue.clear();
  }

  /** Breaks all connections and frees the port. */
  close(): Promise<void> {
    return this.#listener.close();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
    const { pathname, searchParams } = new URL(incoming.url ?? '', this.url);
    // MSAL puts a slash at the end of what it makes from a host's name.
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

  /** The one that is asked for; nobody has one here by another id than the client's. */
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
