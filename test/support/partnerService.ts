import { type ExactJson, type JsonObject, writeJson } from './exactJson.ts';
import type { Exchange } from './graphExchange.ts';
import { type List, listPage } from './listPage.ts';
import { alertIndex, sampleAlert } from './sampleAlert.ts';
import { sampleScore } from './sampleScore.ts';
import { graphError, readObject, ScoreService, sendJson } from './scoreService.ts';

export interface PartnerServiceOptions {
  /** The number of alerts. */
  alerts?: number;
  /** The number of objects on a page. */
  pageSize?: number;
  /** The score with its lists, as JSON text. */
  score?: string;
}

type Answer = void | Promise<void>;

const root = '/beta/security/partner/';

/**
 * A stand-in for the score, its lists, and the alerts, with the answers that Microsoft's documentation shows.
 * Single objects are wrapped in `value`, except alerts, customer insights and the response to an update of the score.
 * Some numbers and Booleans are strings, and lists have pages. Of the query options, only $count and $skiptoken have an
 * effect. Alerts are generated on demand, so any number is possible.
 */
export class PartnerService {
  /** The number of requests so far. */
  requests = 0;
  readonly #alertCount: number;
  readonly #pageSize: number;
  readonly #changed = new Map<number, JsonObject>();
  readonly #score: ScoreService;

  constructor({ alerts = 5, pageSize = 100, score = sampleScore }: PartnerServiceOptions = {}) {
    this.#alertCount = alerts;
    this.#pageSize = pageSize;
    this.#score = new ScoreService(score);
  }

  /** The handler for reply() and next() of a GraphServer. */
  readonly answer = (exchange: Exchange): Answer => {
    this.requests += 1;
    const { url, headers } = exchange.request;
    if (!/^Bearer \S/.test(headers['authorization'] ?? '')) {
      return graphError(401, 'InvalidAuthenticationToken', 'Access token is empty.')(exchange);
    }
    const [path = ''] = url.split('?');
    const [first, ...rest] = path.startsWith(root) ? path.slice(root.length).split('/') : [];
    const names = rest.map(decodeURIComponent);
    if (first === 'securityAlerts') {
      return this.#answerAlerts(exchange, names);
    }
    return first === 'securityScore' ? this.#answerScore(exchange, names) : notFound(exchange);
  };

  #answerAlerts(exchange: Exchange, [id]: readonly string[]): Answer {
    if (id === undefined) {
      return this.#answerList(exchange, {
        count: this.#alertCount,
        element: (index) => this.#alert(index, true),
      });
    }
    const index = alertIndex(id) ?? this.#alertCount;
    if (index >= this.#alertCount) {
      return notFound(exchange);
    }
    if (exchange.request.method === 'PATCH') {
      const changes = readObject(exchange.request.text);
      this.#changed.set(index, new Map([...readObject(this.#alert(index, false)), ...changes]));
    }
    return answerRead(exchange, this.#alert(index, false), ['GET', 'PATCH']);
  }

  #alert(index: number, isListed: boolean): string {
    const changed = this.#changed.get(index);
    if (changed === undefined) {
      return sampleAlert(index, isListed);
    }
    return writeJson(isListed ? withText(changed, 'isTest') : changed);
  }

  #answerScore(exchange: Exchange, [name, id]: readonly string[]): Answer {
    if (name === undefined && exchange.request.method === 'PATCH') {
      return this.#score.answer(exchange);
    }
    const score = readObject(this.#score.score);
    if (name === undefined) {
      return answerRead(exchange, wrapped(new Map([...score].filter(([, value]) => !Array.isArray(value)))));
    }
    const elements = score.get(name);
    if (!Array.isArray(elements)) {
      return notFound(exchange);
    }
    const texts = elements.map(writeJson);
    if (id === undefined) {
      return this.#answerList(exchange, { count: texts.length, element: (index) => texts[index] ?? '' });
    }
    const element = texts.map(readObject).find((each) => (each.get('id') ?? each.get('tenantId')) === id);
    return element === undefined ? notFound(exchange) : answerRead(exchange, single(name, element));
  }

  #answerList(exchange: Exchange, list: List): Answer {
    const page = listPage(exchange.request, list, this.#pageSize);
    return page === undefined
      ? graphError(400, 'BadRequest', 'The skip token is not valid.')(exchange)
      : answerRead(exchange, page);
  }
}

function answerRead(exchange: Exchange, body: string, methods: readonly string[] = ['GET']): Answer {
  return methods.includes(exchange.request.method)
    ? sendJson(exchange, 200, body)
    : graphError(405, 'MethodNotAllowed', 'The method is not allowed here.')(exchange);
}

function notFound(exchange: Exchange): Answer {
  const message = `Resource not found for the segment '${exchange.request.url}'.`;
  return graphError(404, 'ResourceNotFound', message)(exchange);
}

/**
 * Returns a single object of a list, as Microsoft's documentation shows it: the scores of a requirement are strings,
 * and a customer insight has no wrapper.
 */
function single(name: string, element: JsonObject): string {
  if (name === 'requirements') {
    return wrapped(withText(withText(element, 'score'), 'maxScore'));
  }
  return name === 'history' ? wrapped(element) : writeJson(element);
}

function wrapped(value: JsonObject): string {
  return writeJson(new Map([['value', value]]));
}

function withText(object: JsonObject, name: string): JsonObject {
  return new Map<string, ExactJson>([...object, [name, writeJson(object.get(name) ?? null)]]);
}
