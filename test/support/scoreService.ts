import { randomUUID } from 'node:crypto';
import { type JsonObject, readJson, writeJson } from './exactJson.ts';
import type { Exchange, Handler } from './graphExchange.ts';

const path = '/beta/security/partner/securityScore';

const jsonContentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** A service for one score that answers as Graph does: GET returns the score, and PATCH merges members into it. */
export class ScoreService {
  #score: JsonObject;

  /** @param score The score as JSON text. */
  constructor(score: string) {
    this.#score = readObject(score);
  }

  /** The current score as compact JSON text, with every number in its original notation. */
  get score(): string {
    return writeJson(this.#score);
  }

  readonly answer = (exchange: Exchange): void | Promise<void> => {
    const { request } = exchange;
    if (!/^Bearer \S/.test(request.headers['authorization'] ?? '')) {
      return graphError(401, 'InvalidAuthenticationToken', 'Access token is empty.')(exchange);
    }
    if (request.url.split('?')[0] !== path) {
      const message = `Resource not found for the segment '${request.url}'.`;
      return graphError(404, 'ResourceNotFound', message)(exchange);
    }
    if (request.method === 'PATCH') {
      return this.#patch(exchange);
    }
    if (request.method === 'GET') {
      return this.#send(exchange);
    }
    return graphError(405, 'MethodNotAllowed', 'The method is not allowed here.')(exchange);
  };

  #patch(exchange: Exchange): void | Promise<void> {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(exchange.request.body);
      this.#score = new Map([...this.#score, ...readObject(text)]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return graphError(400, 'BadRequest', `Unable to read JSON request payload. ${reason}`)(exchange);
    }
    this.#send(exchange);
  }

  #send(exchange: Exchange): void {
    sendJson(exchange, 200, this.score);
  }
}

/** Returns a handler that answers every request with Graph's error document. */
export function graphError(status: number, code: string, message: string): Handler {
  return (exchange) => {
    const headers = identification(exchange);
    const innerError = { date: new Date().toISOString().slice(0, 19), ...headers };
    sendJson(exchange, status, JSON.stringify({ error: { code, message, innerError } }), headers);
  };
}

export function sendJson(
  exchange: Exchange,
  status: number,
  body: string,
  headers: Record<string, string> = identification(exchange),
): void {
  exchange.response
    .writeHead(status, { 'Content-Type': jsonContentType, 'OData-Version': '4.0', ...headers })
    .end(body);
}

function identification({ request }: Exchange): Record<string, string> {
  const requestId = randomUUID();
  return { 'request-id': requestId, 'client-request-id': request.headers['client-request-id'] ?? requestId };
}

export function readObject(text: string): JsonObject {
  const value = readJson(text);
  if (!(value instanceof Map)) {
    throw new SyntaxError('A JSON object is expected.');
  }
  return value;
}
