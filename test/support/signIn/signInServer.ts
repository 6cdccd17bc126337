import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type IssueOptions, TestAuthority } from './authority.ts';
import { AuthorizeEndpoint, type AuthorizeFailure } from './authorizeEndpoint.ts';
import { type AppRegistration, Directory } from './directory.ts';
import { openIdConfiguration } from './discovery.ts';
import { type EntraFailure, failureBody, failureOf, failureStatus } from './entraError.ts';
import type { PemCertificate } from './keys.ts';
import { Listener } from './listener.ts';
import { json } from './replies.ts';
import { type SignInSettings, serverTime } from './settings.ts';
import { type Route, readRequest, routeOf, type SignInRequest, traceOf } from './signInRequest.ts';
import { SigningKey } from './signingKey.ts';
import { TokenEndpoint } from './tokenEndpoint.ts';
import { type IssuedToken, TokenIssuer } from './tokenIssuer.ts';
import { type Behaviour, type Reply, type Turn, TurnQueue } from './turns.ts';

export type { AuthorizeFailure } from './authorizeEndpoint.ts';
export type { AppRegistration, User } from './directory.ts';
export type { EntraFailure } from './entraError.ts';
export type { RequestKind, SignInRequest } from './signInRequest.ts';
export type { IssuedToken } from './tokenIssuer.ts';
export type { Behaviour, Reply, Turn } from './turns.ts';

export interface SignInServerOptions {
  /** The authority that signs the server's certificate. The caller disposes of it. */
  authority?: TestAuthority;
  /** Options for the server's certificate. */
  certificate?: IssueOptions;
  /** The server's host name. Default localhost. */
  host?: string;
}

/** A stand-in for Microsoft Entra ID: an OpenID Connect server over TLS on loopback. */
export class SignInServer implements SignInSettings {
  tokenLifetimeSeconds = 3599;
  extraClaims: Record<string, unknown> = {};
  tokenTenant: string | undefined;
  clockSkewSeconds = 0;
  strictRotation = false;
  refuseAssertionReplay = false;
  autoApproveDevice = false;
  deviceInterval = 1;
  /** All requests that have a route, in order of arrival. */
  readonly requests: SignInRequest[] = [];
  readonly #directory = new Directory();
  readonly #queue = {
    token: new TurnQueue<SignInRequest, EntraFailure>(),
    devicecode: new TurnQueue<SignInRequest, EntraFailure>(),
    discovery: new TurnQueue<SignInRequest, EntraFailure>(),
  };
  readonly #authorizeQueue = new TurnQueue<SignInRequest, AuthorizeFailure>();
  readonly #listener: Listener;
  readonly #issuer: TokenIssuer;
  readonly #tokens: TokenEndpoint;
  readonly #authorize: AuthorizeEndpoint;

  static async start(options: SignInServerOptions = {}): Promise<SignInServer> {
    const { authority, host = 'localhost' } = options;
    const [key, [signer, pem]] = await Promise.all([SigningKey.create(), signerOf(options)]);
    const server = new SignInServer(signer, signer !== authority, host, key, pem);
    await server.#listener.start();
    return server;
  }

  private constructor(
    /** The authority that signed the server's certificate. */
    readonly authority: TestAuthority,
    private readonly ownsAuthority: boolean,
    private readonly host: string,
    private readonly key: SigningKey,
    pem: PemCertificate,
  ) {
    this.#listener = new Listener(createServer(pem), (incoming, response) => this.#serve(incoming, response));
    this.#issuer = new TokenIssuer(() => this.url, this, key);
    this.#tokens = new TokenEndpoint(() => this.url, this, this.#directory, this.#issuer);
    this.#authorize = new AuthorizeEndpoint(this.#directory, this.#issuer, this.#tokens.codes);
  }

  /** The base address, such as https://localhost:40123, without a trailing slash. */
  get url(): string {
    return `https://${this.host}:${this.#listener.port}`;
  }

  /** The client's port of every connection so far. */
  get clientPorts(): readonly number[] {
    return this.#listener.clientPorts;
  }

  /** The path of a PEM file with the authority to trust. */
  get caFile(): string {
    return this.authority.caFile;
  }

  /** All access tokens issued so far. */
  get issued(): IssuedToken[] {
    return this.#issuer.issued;
  }

  /** The user codes of the device code sign-ins that no client has redeemed. */
  get userCodes(): string[] {
    return this.#tokens.devices.userCodes;
  }

  /** Adds an app, or replaces the app with the same tenant and client id. */
  register(app: AppRegistration): void {
    this.#directory.register(app);
  }

  /**
   * Queues a behaviour for requests of one kind, by default token requests. Each request uses the next behaviour in the
   * queue.
   */
  next(
    behaviour: Behaviour<EntraFailure, SignInRequest>,
    kind: 'token' | 'devicecode' | 'discovery' = 'token',
  ): Turn<SignInRequest> {
    return this.#queue[kind].add(behaviour);
  }

  /** Queues a behaviour for browser sign-ins. Each sign-in uses the next behaviour in the queue. */
  nextAuthorize(behaviour: Behaviour<AuthorizeFailure, SignInRequest>): Turn<SignInRequest> {
    return this.#authorizeQueue.add(behaviour);
  }

  /** Discards the queued behaviours that no request has used. */
  dropNext(): void {
    for (const queue of [...Object.values(this.#queue), this.#authorizeQueue]) {
      queue.clear();
    }
  }

  approveDevice(userCode: string): void {
    this.#tokens.devices.settle(userCode, 'approved');
  }

  declineDevice(userCode: string): void {
    this.#tokens.devices.settle(userCode, 'declined');
  }

  expireDevice(userCode: string): void {
    this.#tokens.devices.settle(userCode, 'expired');
  }

  /** Makes all refresh tokens invalid. */
  revokeRefreshTokens(): void {
    this.#tokens.refreshTokens.clear();
  }

  /** Makes isValid() return false for an access token. */
  revoke(token: string): void {
    this.#issuer.revoke(token);
  }

  /** Determines whether the text is an access token of this server that is neither expired nor revoked. */
  isValid(token: string): boolean {
    return this.#issuer.isValid(token);
  }

  /** Breaks all connections and frees the port. */
  async close(): Promise<void> {
    await this.#listener.close();
    if (this.ownsAuthority) {
      this.authority.dispose();
    }
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
    response.sendDate = false;
    response.setHeader('Date', serverTime(this).toUTCString());
    response.setHeader('Cache-Control', 'no-store, no-cache');
    const route = routeOf(incoming);
    if (route === undefined) {
      incoming.resume();
      return { status: 404 };
    }
    const request = await readRequest(incoming, route);
    this.requests.push(request);
    const trace = traceOf(request, serverTime(this));
    response.setHeader('x-ms-request-id', trace.traceId);
    response.setHeader('client-request-id', trace.correlationId);
    if (route.kind === 'authorize') {
      return this.#authorizeQueue.answer(request, response, {
        fail: (failure) => this.#authorize.refuse(request, trace, failure),
        usual: () => this.#authorize.agree(request, trace),
      });
    }
    const fail = (failure: EntraFailure) =>
      json(failureBody(failure, trace, this.url), failureStatus(failure));
    return this.#queue[route.kind].answer(request, response, {
      fail,
      usual: async (lifetime) => {
        try {
          return json(await this.#answer(route, request, lifetime));
        } catch (error) {
          return fail(failureOf(error));
        }
      },
    });
  }

  #answer(
    { kind, path }: Route,
    { tenant, form }: SignInRequest,
    lifetime?: number,
  ): object | Promise<object> {
    if (kind === 'token') {
      return this.#tokens.token(tenant, form, lifetime);
    }
    if (kind === 'devicecode') {
      return this.#tokens.device(tenant, form);
    }
    const tenantId = this.#directory.tenantId(tenant);
    return path.startsWith('discovery')
      ? { keys: [this.key.jwk] }
      : openIdConfiguration(this.url, tenant, tenantId);
  }
}

/** Returns the authority and the server's certificate. */
async function signerOf({
  authority,
  host = 'localhost',
  certificate,
}: SignInServerOptions): Promise<[TestAuthority, PemCertificate]> {
  if (authority === undefined && host === 'localhost' && certificate === undefined) {
    return TestAuthority.take();
  }
  const signer = authority ?? (await TestAuthority.create());
  return [signer, await signer.issue(certificate ?? { names: [host, '127.0.0.1'] })];
}
