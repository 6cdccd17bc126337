/**
 * The codes of the backend's errors. JSON-RPC requires a code, but the client identifies errors by name.
 * "Last exchange" means that earlier exchanges of the same request may have been sent; `mayHaveBeenSent`
 * covers all of them.
 */
export const ErrorCodes = {
  /** The frame's bytes are not UTF-8, or not JSON. */
  ParseError: -32700,
  /**
   * The bytes are not a frame, the JSON is not a JSON-RPC request, or its id is that of a request in
   * progress.
   */
  InvalidRequest: -32600,
  /** There is no method with that name. */
  MethodNotFound: -32601,
  /**
   * The params are not an object, lack a required member, or contain a value that cannot be used. Nothing was
   * sent.
   */
  InvalidParams: -32602,
  /** The backend itself failed. */
  InternalError: -32603,
  /** The client cancelled the request with `$/cancelRequest`. */
  RequestCancelled: -32800,
  /** The client and the backend have different versions. */
  VersionMismatch: -32001,
  /** A request arrived before a successful `initialize`. */
  NotInitialized: -32002,
  /** A frame, in either direction, exceeds the size limit. */
  FrameTooLarge: -32003,
  /** The client specified a session that is not open. */
  SessionNotFound: -32010,
  /**
   * The access token that the user supplied is empty, has expired or is about to expire, or contains
   * characters that no bearer token can contain.
   */
  InvalidToken: -32011,
  /**
   * A sign-in or the renewal of a token failed, and no more specific error applies. For example, the sign-in
   * service refused it or did not respond, or the certificate cannot be used.
   */
  SignInFailed: -32012,
  /** No token is available until the user signs in again. */
  InteractionRequired: -32013,
  /**
   * The client responded to a request from the backend with an error, or with a result that cannot be used.
   * The code that sent the request replaces this error, for example with SignInFailed or InvalidProxy.
   */
  ClientFailed: -32016,
  /** A token is for a tenant other than the requested one or, after a renewal, other than the session's. */
  WrongTenant: -32014,
  /**
   * The session has a tenant other than the one that the client expects. Or an open session was opened again
   * with another application, user, tenant or Graph origin.
   */
  SessionMismatch: -32015,
  /** A header that the user specified is invalid, so nothing was sent. */
  InvalidHeader: -32029,
  /** The proxy cannot be used or determined, so the last exchange was not sent. */
  InvalidProxy: -32026,
  /** No connection could be established, so the last exchange was not sent. */
  ConnectionFailed: -32020,
  /** The host name could not be resolved, so the last exchange was not sent. */
  NameResolutionFailed: -32027,
  /**
   * TLS could not be established, or the host's certificate is not trusted, so the last exchange was not
   * sent.
   */
  SecureConnectionFailed: -32028,
  /**
   * An established connection broke, or the response is not valid HTTP. The service may have carried out the
   * request.
   */
  ConnectionBroken: -32021,
  /**
   * The time limit of an exchange expired. `mayHaveBeenSent` states whether the service may have carried out
   * the request.
   */
  TimedOut: -32022,
  /** The service responded with a status above 599, which is not an HTTP status. */
  ResponseUnreadable: -32023,
  /** The service redirected to a URL that is missing, invalid or not allowed. */
  InvalidRedirect: -32024,
  /** The service redirected too often, or in a circle. */
  TooManyRedirects: -32025,
} as const;

export type ErrorName = keyof typeof ErrorCodes;

/**
 * The part of an error message that states the outcome if the request may have been sent and no usable
 * response arrived.
 */
export const doubt =
  'The outcome is unknown: the request may have reached the service. It will not be sent again.';

/** Details of a failure from the sign-in service. */
export interface ServiceFacts {
  /** The service's error code, such as AADSTS7000215, or else the OAuth error code. */
  serviceCode?: string;
  correlationId?: string;
}

/** An error to send to the client. Its message is for the PowerShell user and never contains a secret. */
export class ProtocolError extends Error {
  readonly code: number;
  override readonly name: ErrorName;

  /**
   * @param name The kind of error.
   * @param message The problem, its location and its solution.
   * @param mayHaveBeenSent Whether the service may have received the HTTP request and carried it out.
   * @param facts Details from the sign-in service.
   */
  constructor(
    name: ErrorName,
    message: string,
    readonly mayHaveBeenSent = false,
    readonly facts: ServiceFacts = {},
  ) {
    super(message);
    this.name = name;
    this.code = ErrorCodes[name];
  }
}

/** The `error` member of a JSON-RPC response. */
export interface ErrorMember {
  code: number;
  message: string;
  data: { name: ErrorName; mayHaveBeenSent: boolean } & ServiceFacts;
}

export function errorMember({ code, message, name, mayHaveBeenSent, facts }: ProtocolError): ErrorMember {
  return { code, message, data: { name, mayHaveBeenSent, ...facts } };
}
