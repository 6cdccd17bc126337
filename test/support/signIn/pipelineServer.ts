import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { TestAuthority } from './authority.ts';
import { FederatedIssuer, type FederatedTrust } from './federatedIssuer.ts';
import { Listener } from './listener.ts';
import { json } from './replies.ts';
import { type Behaviour, type Reply, type Turn, TurnQueue } from './turns.ts';

export interface PipelineRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

type Failure = { error: string };

const subject = 'contoso/scores';
const gitHubPath = '/idtoken';
const azurePath = '/contoso/project/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken';

/** A stand-in for the services that issue tokens to the jobs of GitHub Actions and Azure DevOps, over TLS. */
export class PipelineServer {
  /** All requests, in order of arrival. */
  readonly requests: PipelineRequest[] = [];
  /** The token that jobs must present. */
  readonly requestToken = `request-${randomUUID()}`;
  readonly serviceConnection = randomUUID();
  readonly #queue = new TurnQueue<PipelineRequest, Failure>();
  readonly #listener: Listener;

  static async start(authority: TestAuthority): Promise<PipelineServer> {
    const [issuer, certificate] = await Promise.all([FederatedIssuer.create(), authority.issue()]);
    const server = new PipelineServer(issuer, createServer(certificate));
    await server.#listener.start();
    return server;
  }

  private constructor(
    private readonly issuer: FederatedIssuer,
    server: ReturnType<typeof createServer>,
  ) {
    this.#listener = new Listener(server, (incoming, response) => this.#serve(incoming, response));
  }

  get url(): string {
    return `https://localhost:${this.#listener.port}`;
  }

  /** The registration that makes an app trust the jobs of both services. */
  get trust(): FederatedTrust {
    return this.issuer.trust(subject);
  }

  /** The environment variables of a GitHub Actions job. */
  get gitHub(): Record<'ACTIONS_ID_TOKEN_REQUEST_URL' | 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.url}${gitHubPath}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: this.requestToken,
    };
  }

  /** The environment variables of an Azure DevOps job. */
  get azureDevOps(): Record<
    'SYSTEM_OIDCREQUESTURI' | 'SYSTEM_ACCESSTOKEN' | 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
    string
  > {
    return {
      SYSTEM_OIDCREQUESTURI: `${this.url}${azurePath}`,
      SYSTEM_ACCESSTOKEN: this.requestToken,
      AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: this.serviceConnection,
    };
  }

  /** Queues a behaviour. Each request uses the next behaviour in the queue. */
  next(behaviour: Behaviour<Failure, PipelineRequest>): Turn<PipelineRequest> {
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
    incoming.resume();
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    const request: PipelineRequest = {
      method: incoming.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(headers),
    };
    this.requests.push(request);
    return this.#queue.answer(request, response, {
      fail: (failure) => json(failure, 400),
      usual: () => this.#answer(request),
    });
  }

  async #answer({ method, path, query, headers }: PipelineRequest): Promise<Reply> {
    if (headers['authorization'] !== `Bearer ${this.requestToken}`) {
      return json({ message: 'The token of this request is none of a job that runs.' }, 401);
    }
    if (method === 'GET' && path === gitHubPath) {
      return json({ count: 1, value: await this.issuer.assertion(subject, query['audience']) });
    }
    const isConnection = query['serviceConnectionId'] === this.serviceConnection;
    return method === 'POST' && path === azurePath && isConnection
      ? json({ oidcToken: await this.issuer.assertion(subject) })
      : json({ message: 'There is no such service connection.' }, 404);
  }
}
