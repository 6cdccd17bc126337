/** The codes of the JSON-RPC errors that the backend returns. Clients identify errors by name. */
export const ErrorCodes = {
  /** The frame's bytes are not UTF-8, or not JSON. */
  ParseError: -32700,
  /** The bytes are not a frame, or the frame's JSON is not a JSON-RPC request. */
  InvalidRequest: -32600,
  /** There is no method with that name. */
  MethodNotFound: -32601,
  /** The params lack a member, or describe a request that cannot be sent. Nothing was done. */
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
   * The access token has expired, is about to expire, or contains characters that are invalid in a header.
   */
  InvalidToken: -32011,
  /** The sign-in service refused the sign-in, or returned no usable response. */
  SignInFailed: -32012,
  /** No token is available until the user signs in again. */
  InteractionRequired: -32013,
  /** The client could not do what the backend requested. */
  ClientFailed: -32016,
  /** The token is for a tenant other than the session's. */
  WrongTenant: -32014,
  /** The session has an identity other than the one that the client expects. */
  SessionMismatch: -32015,
  /** A header that the user specified is invalid, so nothing was sent. */
  InvalidHeader: -32029,
  /** The specified proxy cannot be used, so nothing was sent. */
  InvalidProxy: -32026,
  /** No connection could be established, so nothing was sent. */
  ConnectionFailed: -32020,
  /** The host name could not be resolved, so nothing was sent. */
  NameResolutionFailed: -32027,
  /** TLS could not be established, or the host's certificate is not trusted, so nothing was sent. */
  SecureConnectionFailed: -32028,
  /** An established connection broke. The service may have carried out the request. */
  ConnectionBroken: -32021,
  /** The time limit expired. The service may have carried out the request, depending on `mayHaveBeenSent`. */
  TimedOut: -32022,
  /** The service responded with a number that is not an HTTP status. */
  ResponseUnreadable: -32023,
  /** The service redirected to a URL that is invalid or not allowed. */
  InvalidRedirect: -32024,
  /** The service redirected too often, or in a circle. */
  TooManyRedirects: -32025,
} as const;

export type ErrorName = keyof typeof ErrorCodes;

/** The end of an error message if there was no response. */
export const doubt =
  'The outcome is unknown: the request may have reached the service. It will not be sent again.';

/** Details of a failure from the sign-in service. */
export interface ServiceFacts {
  /** The service's error code, such as AADSTS7000215, or else the OAuth error code. */
  serviceCode?: string;
  correlationId?: string;
}

/**
 * An error that is sent to the client. Its message is for the PowerShell user and never contains a secret.
 */
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
