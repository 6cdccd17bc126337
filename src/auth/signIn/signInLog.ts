import { hideSecrets } from '../../http/secrets/hideSecrets.ts';
import { isSecretHeader } from '../../http/secrets/isSecretHeader.ts';
import type { ProtocolError } from '../../protocol/errors.ts';

/** The contents of an OAuth error response (RFC 6749, with Microsoft's additions). */
export interface ServiceFailure {
  readonly status: number;
  readonly host: string;
  /** The OAuth error code, or the code from a managed identity endpoint; empty if the response had none. */
  readonly error: string;
  readonly suberror: string;
  /** The numbers of the AADSTS codes. */
  readonly codes: readonly number[];
  /** The error description, shortened and without trace ids. */
  readonly description: string;
  readonly correlationId: string;
}

const MAX_DESCRIPTION = 300;

/** The form fields of token requests that contain secrets. */
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

/** The record of a sign-in, from which the error message is created if it fails. */
export class SignInLog {
  /** The service's error in response to the last request; undefined if there is none. */
  failure: ServiceFailure | undefined;
  /** The host of the last response; empty before the first one. */
  host = '';
  /**
   * The reason why the last request received no readable response, and the advice for the user; undefined if
   * it received one.
   */
  networkFailure: { what: string; remedy: string } | undefined;
  /** An error of the backend. It is recorded here because the libraries wrap errors in their own. */
  cause: ProtocolError | undefined;
  /** The number of seconds by which the service's clock is ahead of the local clock; 0 if unknown. */
  clockOffset = 0;
  private readonly secrets: Set<string>;

  constructor(secrets: readonly string[] = []) {
    this.secrets = new Set(secrets);
  }

  noteRequest(headers: Readonly<Record<string, string>>, body: string | undefined): void {
    for (const [name, value] of Object.entries(headers)) {
      if (isSecretHeader(name)) {
        // The value includes the scheme, because a service may encode the scheme and the token together.
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

  /**
   * @param now The current time, in milliseconds since the Unix epoch.
   * @returns Whether the text is a JSON object or array.
   */
  noteAnswer(host: string, status: number, headers: Headers, text: string, now: number): boolean {
    this.networkFailure = undefined;
    this.host = host;
    const date = Date.parse(headers.get('date') ?? '');
    this.clockOffset = Number.isNaN(date) ? 0 : (date - now) / 1000;
    const document = parseObject(text);
    const failure = { status, host, ...this.readFailure(document ?? {}) };
    const isFailure = status >= 300 || failure.error !== '';
    this.failure = isFailure && !isWaiting(failure.error) ? failure : undefined;
    return document !== undefined;
  }

  /** @param what The reason, as the end of a sentence. */
  noteNetworkFailure(what: string, remedy: string): void {
    this.networkFailure = { what, remedy };
    this.failure = undefined;
  }

  private readFailure(document: Record<string, unknown>): Omit<ServiceFailure, 'status' | 'host'> {
    // The instance metadata services of some hosts nest all members in `error`.
    const nested = document['error'];
    const members = typeof nested === 'object' ? (asObject(nested) ?? {}) : document;
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

  /** Returns the text as one line, with all secrets of this sign-in hidden. */
  clean(text: unknown): string {
    return hideSecrets(String(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '), this.secrets);
  }
}

/** Returns whether the service is still waiting for the user to enter the device code. */
function isWaiting(error: string): boolean {
  return error === 'authorization_pending' || error === 'slow_down';
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function withoutTrace(description: string): string {
  const sentence = description.split(/\s*Trace ID:/)[0]?.trim() ?? '';
  return sentence.length > MAX_DESCRIPTION ? `${sentence.slice(0, MAX_DESCRIPTION)}...` : sentence;
}
