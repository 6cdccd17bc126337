import { hideSecrets } from '../../http/secrets/hideSecrets.ts';
import { isSecretHeader } from '../../http/secrets/isSecretHeader.ts';
import type { ProtocolError } from '../../protocol/errors.ts';

/** What an OAuth error document says (RFC 6749, with Microsoft's additions). */
export interface ServiceFailure {
  readonly status: number;
  readonly host: string;
  /** OAuth's error code; empty if the answer had none. */
  readonly error: string;
  readonly suberror: string;
  /** The numbers of AADSTS codes. */
  readonly codes: readonly number[];
  /** The first sentence or two, without what identifies the request. */
  readonly description: string;
  readonly correlationId: string;
}

const MAX_DESCRIPTION = 300;

/** The form fields of token requests that nobody may see. */
const secretNames = [
  'client_secret',
  'client_assertion',
  'refresh_token',
  'code',
  'code_verifier',
  'device_code',
  'assertion',
  'password',
];

/** What happened on the way to a token, for the message if there is none in the end. */
export class SignInLog {
  /** The last answer that was an error. */
  failure: ServiceFailure | undefined;
  /** The host that sent the last answer. */
  host = '';
  /** Why the last request got no answer, and what to check. */
  networkFailure: { what: string; remedy: string } | undefined;
  /** A failure of our own, which the libraries would wrap. */
  cause: ProtocolError | undefined;
  /** How far the service's clock is ahead of ours, in seconds. */
  clockOffset = 0;
  private readonly secrets: Set<string>;

  constructor(secrets: readonly string[] = []) {
    this.secrets = new Set(secrets);
  }

  noteRequest(headers: Readonly<Record<string, string>>, body: string | undefined): void {
    for (const [name, value] of Object.entries(headers)) {
      if (isSecretHeader(name)) {
        // The secret is kept with its scheme, because a service may encode both together.
        this.secrets.add(value);
      }
    }
    const form = new URLSearchParams(body ?? '');
    for (const name of secretNames) {
      for (const value of form.getAll(name)) {
        this.secrets.add(value);
      }
    }
  }

  /** @param now In milliseconds since 1970. */
  noteAnswer(host: string, status: number, headers: Headers, text: string, now: number): void {
    this.networkFailure = undefined;
    this.host = host;
    const date = Date.parse(headers.get('date') ?? '');
    this.clockOffset = Number.isNaN(date) ? 0 : (date - now) / 1000;
    const failure = { status, host, ...this.readFailure(text) };
    this.failure = status < 300 || isWaiting(failure.error) ? undefined : failure;
  }

  /** @param what The end of a sentence. */
  noteNetworkFailure(what: string, remedy: string): void {
    this.networkFailure = { what, remedy };
    this.failure = undefined;
  }

  private readFailure(text: string): Omit<ServiceFailure, 'status' | 'host'> {
    const document = parseObject(text);
    // Instance metadata services of some hosts put everything one level down.
    const members = typeof document['error'] === 'object' ? asObject(document['error']) : document;
    const said = (...names: string[]) =>
      this.clean(names.map((name) => members[name]).find((value) => typeof value === 'string') ?? '');
    const codes = Array.isArray(members['error_codes']) ? members['error_codes'] : [];
    return {
      error: said('error', 'code').replace(/[^\w.-]/g, ''),
      suberror: said('suberror'),
      codes: codes.filter((code) => Number.isSafeInteger(code)),
      description: withoutTrace(said('error_description', 'message')),
      correlationId: said('correlation_id', 'correlationId').replace(/[^\w-]/g, ''),
    };
  }

  /** One line, without any secret that this sign-in knows, should the service repeat it. */
  clean(text: unknown): string {
    return hideSecrets(String(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '), this.secrets);
  }
}

/** The user of a device code has not done anything yet. */
function isWaiting(error: string): boolean {
  return error === 'authorization_pending' || error === 'slow_down';
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function withoutTrace(description: string): string {
  const sentence = description.split(/\s*Trace ID:/)[0]?.trim() ?? '';
  return sentence.length > MAX_DESCRIPTION ? `${sentence.slice(0, MAX_DESCRIPTION)}...` : sentence;
}
