import { expect } from '@jest/globals';
import type { Answer, Handler, RecordedRequest } from '../../support/graphServer.ts';
import { Lab, models } from '../../support/lab.ts';
import { errorsOf, type PsError, type RunResult } from '../../support/runResult.ts';

/** The commands for partner security by the short names that scripts of these tests have for them. */
export const commands = {
  SCORE: 'Get-MgBetaSecurityPartnerSecurityScore',
  INSIGHT: 'Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight',
  HISTORY: 'Get-MgBetaSecurityPartnerSecurityScoreHistory',
  REQUIREMENT: 'Get-MgBetaSecurityPartnerSecurityScoreRequirement',
  ALERT: 'Get-MgBetaSecurityPartnerSecurityAlert',
  UPDATE: 'Update-MgBetaSecurityPartnerSecurityAlert',
} as const;

const shortNames: Record<string, string> = { ...commands, MODELS: models };

/** A script with the names of commands and of the models' namespace in full. */
export function inFull(script: string): string {
  return script.replace(/\b(?:SCORE|INSIGHT|HISTORY|REQUIREMENT|ALERT|UPDATE|MODELS)\b/g, (name) =>
    String(shortNames[name]),
  );
}

/** Where all paths of these commands begin. */
const root = '/beta/security/partner/';

/** Headers that are no news, by lower-case name: those of every request, and those about a body. */
const usualHeaders = new Set([
  ...['host', 'connection', 'featureflag', 'cache-control', 'user-agent', 'authorization', 'sdkversion'],
  ...['client-request-id', 'accept-encoding', 'content-type', 'content-length'],
]);

/** What came of a script, and what the server got meanwhile. */
export interface Seen extends RunResult {
  requests: RecordedRequest[];
}

/** The built module in an engine, beside a server that has an empty list for each collection, and one object else. */
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

  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  get url(): string {
    return this.#lab.server.url;
  }

  /** A link to a page of alerts. */
  link(query: string): string {
    return `${this.url}${root}securityAlerts?${query}`;
  }

  /**
   * Runs a script with short names. An error that would end its statement ends it.
   * @param answers Those of the first requests, in order.
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

  /** The same for a script that must not report any error. */
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

/** An answer of JSON text, or of what becomes such. */
export function json(body: string | object): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers: { 'Content-Type': 'application/json' }, body: text };
}

/** A page of alerts with these ids. */
export function page(ids: readonly string[], link?: string | null): Answer {
  const next = link === undefined ? {} : { '@odata.nextLink': link };
  return json({ value: ids.map((id) => ({ id })), ...next });
}

/** The requests: method, path below that of all commands, headers that not every request has, body. */
export function sent({ requests }: Seen): string[] {
  return requests.map(({ method, url, rawHeaders, text }) => {
    const target = url.startsWith(root) ? url.slice(root.length) : url;
    const unusual = rawHeaders
      .filter(([name]) => !usualHeaders.has(name.toLowerCase()))
      .map(([name, value]) => `[${name}: ${value}]`);
    return [method, target, ...unusual, ...(text === '' ? [] : [text])].join(' ');
  });
}

/** The options of a request's query with their values as sent. A name that comes twice fails. */
export function options(request: Pick<RecordedRequest, 'url'> | undefined): Record<string, string> {
  const [, text = ''] = (request?.url ?? '').split(/\?(.*)/s);
  const pairs = text === '' ? [] : text.split('&').map((option) => option.split(/=(.*)/s));
  const found = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
  expect(Object.keys(found)).toHaveLength(pairs.length);
  return found;
}

/** The same with the values as the service reads them. */
export function readOptions(request: Pick<RecordedRequest, 'url'> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options(request)).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

export function texts({ output }: Seen): string[] {
  return output.map(({ text }) => text);
}

/** All errors by their ids up to the first comma. */
export function errorIds(seen: Seen): string[] {
  return errorsOf(seen).map(shortId);
}

/** The one error of a script. */
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
