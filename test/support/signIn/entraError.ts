/** The error that Entra returns when it refuses a request. */
export interface EntraFailure {
  /** The OAuth error, such as invalid_client. */
  error: string;
  /** The number of the AADSTS code. */
  code: number;
  /** The description. A prefix with the AADSTS code is added if it is missing. */
  description?: string;
  /** The status code; by default 401 for invalid_client and 400 for all other errors. */
  status?: number;
  suberror?: string;
  /** The claims challenge, as JSON text. */
  claims?: string;
}

/** The error that is thrown when a request is refused. */
export class EntraError extends Error {
  readonly failure: EntraFailure;

  constructor(
    error: string,
    code: number,
    description: string,
    more: Partial<Pick<EntraFailure, 'status' | 'suberror'>> = {},
  ) {
    super(description);
    this.failure = { error, code, description, ...more };
  }
}

/** Returns the failure in an EntraError. Rethrows any other error, because it is a bug in the server. */
export function failureOf(error: unknown): EntraFailure {
  if (error instanceof EntraError) {
    return error.failure;
  }
  throw error;
}

/** The values that link an error to a request. */
export interface Trace {
  traceId: string;
  correlationId: string;
  /** The server's time. */
  now: Date;
}

export function failureStatus({ error, status }: EntraFailure): number {
  return status ?? (error === 'invalid_client' ? 401 : 400);
}

/** Returns the description, such as "AADSTS7000215: Invalid client secret provided. Trace ID: ..." */
export function failureText(
  { code, description = 'The request is refused.' }: EntraFailure,
  trace: Trace,
): string {
  const prefix = `AADSTS${code}: `;
  const text = description.startsWith(prefix) ? description : prefix + description;
  const { traceId, correlationId } = trace;
  return `${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp(trace.now)}`;
}

export function failureBody(failure: EntraFailure, trace: Trace, serverUrl: string): object {
  const { error, code, suberror, claims } = failure;
  return {
    error,
    error_description: failureText(failure, trace),
    error_codes: [code],
    timestamp: timestamp(trace.now),
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    error_uri: `${serverUrl}/error?code=${code}`,
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  };
}

/** Returns the error for a request without a required field. */
export function missing(field: string): EntraError {
  const description = `The request body must contain the following parameter: '${field}'.`;
  return new EntraError('invalid_request', 900144, description);
}

function timestamp(date: Date): string {
  return date.toISOString().replace('T', ' ').replace(/\.\d+/, '');
}
