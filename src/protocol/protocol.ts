/*
 * The protocol between the PowerShell process (the client) and this backend (the server).
 *
 * Framing
 *   JSON-RPC 2.0. The backend reads the client's messages from standard input and writes its own messages to
 *   standard output. Each message is a frame:
 *
 *       Content-Length: <number of bytes of the JSON>\r\n
 *       \r\n
 *       <JSON in UTF-8>
 *
 *   Other header lines are allowed and ignored. A header block has at most 4 KiB. A UTF-8 byte order mark
 *   before the first frame is skipped, because .NET Framework writes one. A frame has at most 64 MiB of JSON,
 *   in either direction. Standard error contains only the one line that a crash writes.
 *
 * Lifetime
 *   The client starts the binary and sends `initialize` with its version. Both versions must be identical.
 *   Until `initialize` succeeds, every other request fails with NotInitialized. When its standard input
 *   closes, the backend exits with code 0, even if requests are in progress.
 *   Requests run concurrently, and their responses can arrive in any order. Ids are whole numbers or strings,
 *   and the client uses each id only once. A request with the id of another request in progress fails with
 *   InvalidRequest under the id null. 1 and "1" are the same id.
 *
 * Methods: the types below define their params and results.
 *   initialize      InitializeParams   -> InitializeResult
 *   ping            {}                 -> {}                  responds immediately
 *   session/open    OpenSessionParams  -> OpenSessionResult   signs in and opens the session
 *   session/close   CloseSessionParams -> CloseSessionResult  succeeds even if the session is not open
 *   graph/send      SendParams         -> SendResult          succeeds whatever the final response's status
 *   graph/prepare   PrepareParams      -> PrepareResult       returns the request without sending it
 *
 * Sessions
 *   Until a session is closed, its id refers to the same sign-in. Opening it again replaces the session if the
 *   application, user, tenant and Graph origin are the same. Otherwise, it fails with SessionMismatch. Requests
 *   in progress keep their session, even after it is closed. The backend renews all tokens except access tokens
 *   from the user. A first token for a tenant other than the requested one, if that is a GUID, is rejected with
 *   WrongTenant. So is a renewed token for a tenant other than the first token's.
 *   Before session/open waits for the user, the backend sends the notification `session/prompt` with
 *   PromptParams. If the client has the key of a certificate, the backend requests each signature with
 *   `session/sign`, SignParams -> SignResult, for the first token and for each renewal.
 *
 * Proxies
 *   The proxy for a URL is chosen from the ProxySources of the client's request. Those of a graph/send also
 *   apply to the tokens that are renewed for it. If only the client can find the proxy, the backend sends the
 *   request `proxy/find`, FindProxyParams -> FindProxyResult, once for each origin and client request. It never
 *   sends this request if `clientProxy` is missing.
 *   If a proxy requires the client's user to authenticate, the backend sends the request
 *   `proxy/authenticate`, ProxyAuthenticateParams -> ProxyAuthenticateResult, once for each leg. It sends it
 *   again to verify a token in the response that opens the tunnel. It ends an attempt with the notification
 *   `proxy/authenticated` with ProxyAuthenticatedParams.
 *
 * Retries and redirects of graph/send
 *   A request whose response has the status 429, 503 or 504 is retried up to maxRetries times, within
 *   retriesTimeLimitSeconds. The delay is the one that Retry-After specifies. Otherwise, it is
 *   retryDelaySeconds, doubled with each retry, plus up to 20 %. The last response is the result. Before each
 *   delay, the backend sends the notification `graph/waiting` with WaitingParams.
 *   A request without a response is not retried, with one exception: a GET or HEAD whose connection broke
 *   before a response arrived. It is sent once more immediately, in the same exchange and with the same
 *   client-request-id. A request with the session's token is sent once more after a 401, if another token is
 *   available. This does not count as a retry.
 *   Up to 5 redirects (301, 302, 303, 307, 308) are followed: 303 as a GET without a body, the others with the
 *   same method and body. A redirect to another origin removes Host, the session's token, and the caller's
 *   secret headers, such as Cookie and X-Api-Key. Later redirects do not restore them. A redirect from https to
 *   http is refused. Each URL of a chain has its own retries.
 *
 * Cancellation
 *   The notification `$/cancelRequest` with params `{ "id": <id> }` aborts that request and its HTTP request.
 *   The request then fails with RequestCancelled, unless its result was available first.
 *
 * Errors
 *   `{ "code", "message", "data": { "name", "mayHaveBeenSent", "serviceCode", "correlationId" } }`. errors.ts
 *   lists the names and their codes. The message is for the user. `mayHaveBeenSent` states whether the service
 *   may have received the HTTP request and carried it out. The statuses 401, 429 and all redirects other than
 *   303 mean that the service did not carry it out. `serviceCode` and `correlationId` are present only if the
 *   sign-in service returned them.
 *   The response to an unreadable frame has the id null. The error is ParseError, or FrameTooLarge, in which
 *   case the frame's bytes are skipped. It is InvalidRequest if the header block is too long or has no valid
 *   Content-Length. The next header block is then expected directly after it. JSON that is not a JSON-RPC
 *   request fails with InvalidRequest, under its own id unless it has no valid one or is a response. Params
 *   that are not an object, or lack a required member, fail with InvalidParams. The types of most members are
 *   not checked. None of these errors ends the backend. Unknown notifications are ignored. A response that
 *   exceeds the size limit of frames is replaced by FrameTooLarge. That error has the request's id, or null if
 *   the id is too large.
 *
 * Secrets (tokens, proxy passwords) are sent only in these messages, never in arguments, environment
 * variables, files or errors. If a service repeats a secret in an error, `***` replaces it.
 */

/** The maximum size of the JSON in a frame, in bytes. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** The maximum size of a header block, in bytes. */
export const MAX_HEADER_BYTES = 4 * 1024;

export const Method = {
  Initialize: 'initialize',
  Ping: 'ping',
  OpenSession: 'session/open',
  CloseSession: 'session/close',
  Send: 'graph/send',
  Prepare: 'graph/prepare',
  Cancel: '$/cancelRequest',
  Waiting: 'graph/waiting',
  Prompt: 'session/prompt',
  Sign: 'session/sign',
  FindProxy: 'proxy/find',
  ProxyAuthenticate: 'proxy/authenticate',
  ProxyAuthenticated: 'proxy/authenticated',
} as const;

/** The params of the client's requests, by method. */
export interface RequestParams {
  [Method.Initialize]: InitializeParams;
  [Method.Ping]: object;
  [Method.OpenSession]: OpenSessionParams;
  [Method.CloseSession]: CloseSessionParams;
  [Method.Send]: SendParams;
  [Method.Prepare]: PrepareParams;
}

/**
 * The members that the params of a request must have. Both sides have the same version, so the types of
 * members are not checked.
 */
export const requiredMembers: {
  readonly [Name in keyof RequestParams]: readonly (keyof RequestParams[Name])[];
} = {
  [Method.Initialize]: ['version'],
  [Method.Ping]: [],
  [Method.OpenSession]: ['session', 'environment', 'credential'],
  [Method.CloseSession]: ['session'],
  [Method.Send]: ['session', 'headers', 'timeoutSeconds'],
  [Method.Prepare]: ['graphEndpoint', 'headers'],
};

/** A header line: its name and its value. */
export type Header = [name: string, value: string];

export interface InitializeParams {
  version: string;
}

export interface InitializeResult {
  version: string;
  /** The backend's process id. */
  pid: number;
}

export interface OpenSessionParams extends ProxySources {
  /** The id that the client has assigned to the session. */
  session: string;
  environment: Environment;
  credential: CredentialParams;
}

/**
 * The endpoints of a cloud. The Graph endpoint uses https, or http on a loopback host. Only the scheme, host
 * and port of the sign-in endpoint are used.
 */
export interface Environment {
  name: string;
  graphEndpoint: string;
  /**
   * The sign-in endpoint, which always uses https. Missing if the environment has no such endpoint. Only
   * access tokens and managed identities can be used in that case.
   */
  azureADEndpoint?: string;
}

export type CredentialParams =
  | AccessTokenParams
  | ClientSecretParams
  | ClientCertificateParams
  | PemCertificateParams
  | WorkloadIdentityParams
  | GitHubActionsParams
  | AzurePipelinesParams
  | ManagedIdentityParams
  | UserParams;

/** An access token that the user supplies. */
export interface AccessTokenParams {
  type: 'accessToken';
  /** The token, without "Bearer". */
  accessToken: string;
}

/** The application that signs in, and its tenant. */
interface ApplicationParams {
  /** A GUID or domain name, never an alias such as "common". It becomes part of a URL's path. */
  tenantId: string;
  clientId: string;
}

export interface ClientSecretParams extends ApplicationParams {
  type: 'clientSecret';
  clientSecret: string;
}

/**
 * A certificate whose private key remains in the client. The client signs data when the backend sends
 * `session/sign`.
 */
export interface ClientCertificateParams extends ApplicationParams {
  type: 'clientCertificate';
  /** The certificate, as DER in base64. */
  certificate: string;
  /**
   * The certificate and those of its issuers that the client knows, as DER in base64. Missing if they are not
   * to be sent.
   */
  chain?: string[];
  /** The algorithm of the signatures that the client creates with the certificate's key. */
  algorithm: SignatureAlgorithm;
}

/**
 * RSA with SHA-256 and PSS padding (PS256), or PKCS #1 v1.5 padding (RS256) for keys that support only that.
 */
export type SignatureAlgorithm = 'PS256' | 'RS256';

export interface PemCertificateParams extends ApplicationParams {
  type: 'pemCertificate';
  /** The text of a PEM file: certificates in any order, and the private key of one of them. */
  pem: string;
  /** The password for an encrypted private key. Missing if the user specified none. */
  password?: string;
  sendCertificateChain: boolean;
}

/** A federated credential with an assertion from a file, which is read again for each token. */
export interface WorkloadIdentityParams extends ApplicationParams {
  type: 'workloadIdentity';
  /** The absolute path of the file that contains the assertion. */
  tokenFile: string;
}

/** A federated credential with an assertion from GitHub, which is requested again for each token. */
export interface GitHubActionsParams extends ApplicationParams {
  type: 'gitHubActions';
  /** The https URL from which the job requests assertions. */
  requestUrl: string;
  requestToken: string;
}

/** A federated credential with an assertion from Azure DevOps, which is requested again for each token. */
export interface AzurePipelinesParams extends ApplicationParams {
  type: 'azurePipelines';
  /** The https URL from which the job requests assertions. */
  requestUrl: string;
  requestToken: string;
  serviceConnectionId: string;
}

export interface ManagedIdentityParams {
  type: 'managedIdentity';
  /** The client id of a user-assigned identity. Missing if the user specified none. */
  clientId?: string;
  /**
   * The client's environment variables that specify the source of tokens, by name. If
   * AZURE_FEDERATED_TOKEN_FILE is present, it is an absolute path, and AZURE_AUTHORITY_HOST, if present, is
   * an absolute URL.
   */
  variables: Record<string, string>;
}

/** A user who signs in with a browser, or with a code on another device. */
export interface UserParams {
  type: 'interactiveBrowser' | 'deviceCode';
  clientId: string;
  /** A GUID, a domain name, or an alias such as "organizations" or "common". */
  tenantId: string;
  scopes: string[];
  /** The account that the sign-in page suggests. Missing if the user specified none. */
  loginHint?: string;
  /** Whether the user must not be prompted, so that only a kept sign-in can be used. */
  isSilent: boolean;
  /**
   * Whether to resume a kept sign-in if there is one, and to store the refresh token, encrypted, for later
   * processes of this user, if the system supports it.
   */
  isKept: boolean;
}

/** The signed-in identity, according to the token. Values that the token lacks are null or empty. */
export interface OpenSessionResult {
  clientId: string | null;
  tenantId: string | null;
  account: string | null;
  appName: string | null;
  /** The delegated scopes or, if the token has none, the application roles. */
  scopes: string[];
  /** The expiry time of the first token, as ISO 8601 in UTC; null if it is unknown. */
  expiresOn: string | null;
  /** The reason why the refresh token could not be stored as requested; otherwise null. */
  notKept: string | null;
  /**
   * The correlation id of the last request of the sign-in, by which the sign-in service's operators can find
   * it. Null if the sign-in sent no request, or if the request had no correlation id.
   */
  correlationId: string | null;
  /**
   * The URL of the proxy for the last request of the sign-in, without user name and password. Null if the
   * sign-in sent no request, or if the connection was direct.
   */
  proxy: string | null;
}

/** The params of `session/prompt`, which is sent before a session/open waits for the user. */
export interface PromptParams {
  /** The id of the session/open request. */
  id: number | string;
  kind: 'browser' | 'deviceCode';
  /** The URL that the user opens in a browser. */
  url: string;
  /** The instructions for the user, which contain the URL. */
  message: string;
}

export interface SignParams {
  session: string;
  algorithm: SignatureAlgorithm;
  /** The bytes to sign, in base64. */
  data: string;
}

export interface SignResult {
  /** The signature, in base64. */
  signature: string;
}

export interface CloseSessionParams {
  session: string;
  /**
   * The kept sign-in to delete, even if the session is not open. Missing if no kept sign-in is to be deleted.
   */
  forget?: KeptParams;
}

/** The key of a kept sign-in: the parameters with which it was opened. */
export interface KeptParams {
  azureADEndpoint: string;
  tenantId: string;
  clientId: string;
}

export interface CloseSessionResult {
  /** The reason why the kept sign-in may still be stored; otherwise null. */
  notForgotten: string | null;
}

/**
 * A request for an operation in api/partner-security.json. Code on both sides is generated from that file.
 */
export interface OperationRequest {
  /** The operationId of the operation. */
  operation: string;
  /** The path parameters, by name in api/partner-security.json. The values are not percent-encoded. */
  pathParameters?: Record<string, string>;
  /**
   * The query parameters, in the order in which the URL contains them. A list becomes one comma-separated
   * value.
   */
  queryParameters?: Record<string, string | string[]>;
  /**
   * The unchanged `@odata.nextLink` of a response to this operation. The request is for that page, and the
   * link's query replaces any other. A relative link is resolved against the operation's URL. Only the path
   * and query of an absolute link are used. The request is sent to the environment's own endpoint, whose path
   * is added if the link lacks it. A link that is not a valid URL with a hierarchical path fails with
   * InvalidParams.
   */
  pageLink?: string;
}

/** A request that a user's step may have modified. */
export interface UrlRequest {
  method: HttpMethodName;
  /** An absolute URL with https, or with http on a loopback host. */
  url: string;
}

/** The target of a request. The session's token is sent only to the origin of its Graph endpoint. */
export type RequestTarget = OperationRequest | UrlRequest;

export type SendParams = SendOptions & RequestTarget;

export interface SendOptions extends ProxySources {
  session: string;
  /**
   * The tenant that the client expects the session to have: the tenantId of its OpenSessionResult. Any other
   * tenant fails with SessionMismatch.
   */
  tenantId: string | null;
  /**
   * The caller's header lines. They override the backend's default headers. Authorization, client-request-id
   * and SdkVersion are ignored. Several Cookie headers are merged into one. An invalid header fails with
   * InvalidHeader.
   */
  headers: Header[];
  /** The exact JSON text, which is sent unchanged in UTF-8. Null or missing if there is no body. */
  body: string | null;
  /**
   * The time limit for each HTTP exchange, until its response has been read completely. Each retry or
   * redirect starts a new exchange. Delays between exchanges do not count.
   */
  timeoutSeconds: number;
  /** The maximum number of retries, from 0 to 10; 3 by default. */
  maxRetries?: number;
  /** The delay before the first retry in seconds, from 0 to 180; 3 by default. */
  retryDelaySeconds?: number;
  /**
   * No retry starts if its delay would end more than this many seconds after the first response from the URL.
   * After a redirect, the time starts again. If this is 0 or missing, there is no limit.
   */
  retriesTimeLimitSeconds?: number;
  /** Whether the result contains `exchanges` and, for bodies with secrets, `shownSentBody` or `shownBody`. */
  trace?: boolean;
}

export type PrepareParams = RequestTarget & {
  /**
   * The endpoint of the session's environment. Empty if no session is open; the resulting URL then begins
   * with its path.
   */
  graphEndpoint: string;
  headers: Header[];
};

export interface PrepareResult {
  method: HttpMethodName;
  url: string;
  /** The headers of the params, without those that only the backend sets. */
  headers: Header[];
}

export const httpMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type HttpMethodName = (typeof httpMethods)[number];

/** The proxy sources at the start of the client's command. */
export interface ProxySources {
  /** The proxy that the user specified. It replaces all other sources, which apply only to https. */
  proxy?: ProxyParams;
  /** HTTPS_PROXY, ALL_PROXY and NO_PROXY from the client's environment, with their names as spelled there. */
  proxyVariables?: Record<string, string>;
  /**
   * The proxies that the backend must request from the client. `replaced`: a script has replaced .NET's
   * default proxy. The replacement takes precedence over the variables, even for hosts that it bypasses.
   * `system`: the settings of the client's system. They apply if no variable specifies a proxy and NO_PROXY
   * does not contain the host. Missing if the client has no proxies of its own.
   */
  clientProxy?: ClientProxy;
}

export type ClientProxy = 'replaced' | 'system';

/** The params of `proxy/find`, which requests the client's proxy for a URL. */
export interface FindProxyParams {
  /** The scheme, host and port of the URL to find a proxy for. */
  url: string;
}

export interface FindProxyResult {
  /** The source of the proxy, for error messages. */
  source: string;
  /** The proxy, whose address can have any scheme. Missing for a direct connection. */
  proxy?: ProxyParams;
}

export interface ProxyParams {
  /**
   * A URL, of which only the scheme, host and port are used. In ProxySources, the scheme is always http or
   * https. In a FindProxyResult, other schemes fail with InvalidProxy.
   */
  address: string;
  /** The user name for Basic authentication. Missing if none is specified. */
  userName?: string;
  password?: string;
  /** Whether to authenticate the client's user with Negotiate or NTLM. Never combined with userName. */
  useDefaultCredentials?: true;
}

export const proxySchemes = ['Negotiate', 'NTLM'] as const;

export type ProxyScheme = (typeof proxySchemes)[number];

/** The params of `proxy/authenticate`, which authenticates the client's user to a proxy. */
export interface ProxyAuthenticateParams {
  /**
   * The number of the attempt on one connection to a proxy. The client keeps the attempt's state until it
   * ends.
   */
  attempt: number;
  /** The proxy's host name or address. */
  host: string;
  scheme: ProxyScheme;
  /** The proxy's last token in base64; null if there is none yet. */
  token: string | null;
}

export interface ProxyAuthenticateResult {
  /** The token to send to the proxy, in base64; null if there is nothing more to send. */
  token: string | null;
}

/** The params of `proxy/authenticated`, which ends an attempt, whatever its outcome. */
export interface ProxyAuthenticatedParams {
  attempt: number;
}

export interface SendResult {
  status: number;
  reasonPhrase: string;
  /**
   * The header lines as they were received, with their order and spelling. `***` replaces secrets in Warning
   * headers and, if the response is an error, an HTML page or `unreadable`, in all headers.
   */
  headers: Header[];
  /**
   * The exact text, decompressed; empty if there is none. `***` replaces the secrets that the service repeats
   * in an error (status 300 or above) or in an HTML page. The body of an error is decoded as far as possible.
   */
  body: string;
  /**
   * A message for the user that states why the body of a success cannot be returned as text; `body` is then
   * empty. Missing otherwise.
   */
  unreadable?: string;
  /** The client-request-id of the last HTTP exchange. Each exchange has its own. */
  clientRequestId: string;
  /** All HTTP exchanges that received a response, in order. Present only if `trace` is set. */
  exchanges?: HttpExchange[];
  /**
   * The body of the request for display, with secrets hidden. Present only if `trace` is set and the body
   * contains secrets.
   */
  shownSentBody?: string;
  /**
   * The body of the response for display, with secrets hidden. Present only if `trace` is set and the body
   * contains secrets.
   */
  shownBody?: string;
}

/**
 * An HTTP exchange to show to the user. `***` replaces the secrets of the session, of proxies and of headers.
 */
export interface HttpExchange {
  method: string;
  url: string;
  /** All headers that were sent, except Authorization and Proxy-Authorization. */
  requestHeaders: Header[];
  status: number;
  reasonPhrase: string;
  responseHeaders: Header[];
}

/** The params of `graph/waiting`, which is sent before the delay of a retry. */
export interface WaitingParams {
  /** The id of the graph/send request. */
  id: number | string;
  /** The status of the response that causes the retry: 429, 503 or 504. */
  status: number;
  /** The number of the next retry, from 1 to maxAttempts. */
  attempt: number;
  maxAttempts: number;
  delaySeconds: number;
}
