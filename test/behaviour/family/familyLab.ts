import { expect } from '@jest/globals';
import type { Answer, Handler, RecordedRequest } from '../../support/graphServer.ts';
import { Lab, models } from '../../support/lab.ts';
import { errorsOf, type PsError, type RunResult } from '../../support/runResult.ts';

/** The read commands and the alert update, by their short names in the scripts of these tests. */
export const commands = {
  SCORE: 'Get-MgBetaSecurityPartnerSecurityScore',
  INSIGHT: 'Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight',
  HISTORY: 'Get-MgBetaSecurityPartnerSecurityScoreHistory',
  REQUIREMENT: 'Get-MgBetaSecurityPartnerSecurityScoreRequirement',
  ALERT: 'Get-MgBetaSecurityPartnerSecurityAlert',
  UPDATE: 'Update-MgBetaSecurityPartnerSecurityAlert',
} as const;

const shortNames: Record<string, string> = { ...commands, MODELS: models };

/** Replaces the short names of commands and of the model namespace in a script. */
export function inFull(script: string): string {
  return script.replace(/\b(?:SCORE|INSIGHT|HISTORY|REQUIREMENT|ALERT|UPDATE|MODELS)\b/g, (name) =>
    String(shortNames[name]),
  );
}

/** The path prefix of all requests of these commands. */
const root = '/beta/security/partner/';

/** Headers that `sent` omits, in lower case: those of every request, and those that describe a body. */
const usualHeaders = new Set([
  ...['host', 'connection', 'featureflag', 'cache-control', 'user-agent', 'authorization', 'sdkversion'],
  ...['client-request-id', 'accept-encoding', 'content-type', 'content-length'],
]);

/** The result of a script, and the requests that the server received while it ran. */
export interface Seen extends RunResult {
  requests: RecordedRequest[];
}

/** The built module with a server that answers collections with an empty list and all other paths with one object. */
export class FamilyLab {
  readonly #lab: Lab;

  private constructor(lab: Lab) {
    this.#lab = lab;
    lab.server.reply(({ request, response }) => {
      const isList = /\/(?:customerInsights|history|requirements|securityAlerts)(?:\?|$)/.test(request.url);
      const body = isList ? '{"value":[]}' : '{"id":"one"}';
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    });
  }

  static async start(): Promise<FamilyLab> {
    return new FamilyLab(await Lab.start());
  }

  /** The server's URL without a trailing slash, such as http://127.0.0.1:40123. */
  get url(): string {
    return this.#lab.server.url;
  }

  /** Returns a link to a page of alerts. */
  link(query: string): string {
    return `${this.url}${root}securityAlerts?${query}`;
  }

  /**
   * Runs a script that uses the short names. A statement-terminating error ends the script.
   * @param answers The answers to the first requests, in order.
   */
  async run(script: string, ...answers: (Answer | Handler)[]): Promise<Seen> {
    const { server } = this.#lab;
    const before = server.requests.length;
    for (const answer of answers) {
      server.next(answer);
    }
    try {
      const result = await this.#lab.run(`try { ${inFull(script)} } catch { throw }`);
      return { ...result, requests: server.requests.slice(before) };
    } finally {
      server.dropNext();
    }
  }

  /** Runs a script like `run`, and fails the test if the script reports an error. */
  async mustRun(script: string, ...answers: (Answer | Handler)[]): Promise<Seen> {
    const seen = await this.run(script, ...answers);
    expect(
      errorsOf(seen).map(({ fullyQualifiedErrorId, message }) => [fullyQualifiedErrorId, message]),
    ).toEqual([]);
    return seen;
  }

  close(): Promise<void> {
    return this.#lab.close();
  }
}

/** Returns an answer with this JSON text or with this object as JSON. */
export function json(body: string | object): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers: { 'Content-Type': 'application/json' }, body: text };
}

/** Returns an answer with a page of alerts that have these ids. */
export function page(ids: readonly string[], link?: string | null): Answer {
  const next = link === undefined ? {} : { '@odata.nextLink': link };
  return json({ value: ids.map((id) => ({ id })), ...next });
}

/** Formats each request as its method, its path without the common prefix, its unusual headers, and its body. */
export function sent({ requests }: Seen): string[] {
  return requests.map(({ method, url, rawHeaders, text }) => {
    const target = url.startsWith(root) ? url.slice(root.length) : url;
    const unusual = rawHeaders
      .filter(([name]) => !usualHeaders.has(name.toLowerCase()))
      .map(([name, value]) => `[${name}: ${value}]`);
    return [method, target, ...unusual, ...(text === '' ? [] : [text])].join(' ');
  });
}

/** Returns the query options of a request with their encoded values. A repeated name fails the test. */
export function options(request: Pick<RecordedRequest, 'url'> | undefined): Record<string, string> {
  const [, text = ''] = (request?.url ?? '').split(/\?(.*)/s);
  const pairs = text === '' ? [] : text.split('&').map((option) => option.split(/=(.*)/s));
  const found = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
  expect(Object.keys(found)).toHaveLength(pairs.length);
  return found;
}

/** Returns the query options of a request with their decoded values. */
export function readOptions(request: Pick<RecordedRequest, 'url'> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options(request)).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

export function texts({ output }: Seen): string[] {
  return output.map(({ text }) => text);
}

/** Returns the ids of all errors, each up to its first comma. */
export function errorIds(seen: Seen): string[] {
  return errorsOf(seen).map(shortId);
}

/** Returns the only error of a script. Any other number of errors fails the test. */
export function onlyError(seen: Seen): PsError {
  const [error, ...others] = errorsOf(seen);
  expect(others).toEqual([]);
  if (error === undefined) {
    throw new Error('No error came.');
  }
  return error;
}

function shortId({ fullyQualifiedErrorId }: PsError): string {
  return fullyQualifiedErrorId.split(',')[0] ?? '';
}
