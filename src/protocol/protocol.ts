/*
 * The protocol between the PowerShell process (the client) and this backend (the server).
 *
 * Framing
 *   JSON-RPC 2.0. The client's messages come on the backend's standard input, the answers go out on its
 *   standard output. Each message is a frame:
 *
 *       Content-Length: <number of bytes of the JSON>\r\n
 *       \r\n
 *       <JSON in UTF-8>
 *
 *   Other header lines are allowed and ignored; a header block has at most 4 KiB. A UTF-8 byte order mark
 *   in front of the very first frame is skipped, because .NET Framework writes one. No frame of either
 *   direction has more than 64 MiB of JSON. Standard error carries nothing but the one line of a crash.
 *
 * Life
 *   The client starts the binary and sends `initialize` with its version. The versions must be the same,
 *   character for character. Until that has succeeded every other request is answered with NotInitialized.
 *   The backend ends with exit code 0 as soon as its standard input closes, and aborts what is under way.
 *   Requests run at the same time; their answers come in any order. Ids are numbers or strings, each used
 *   once. A request with the id of one that is under way is refused with InvalidRequest under the id null; 1 and "1"
 *   are the same id.
 *
 * Methods: the types below are their params and results.
 *   initialize      InitializeParams   -> InitializeResult
 *   ping            {}                 -> {}                  at once: a sign of life
 *   session/open    OpenSessionParams  -> OpenSessionResult   gets the session's first token
 *   session/close   CloseSessionParams -> CloseSessionResult  an id that is not open is fine
 *   graph/send      SendParams         -> SendResult          for every HTTP answer, whatever its status
 *   graph/prepare   PrepareParams      -> PrepareResult       what graph/send would send; nothing is sent
 *
 * Sessions
 *   An id stands for one sign-in for good: to open it again replaces it where the same application, user and
 *   tenant are signed in to the same Graph, and is refused with SessionMismatch otherwise. Requests under way
 *   go on with the session that they began with, also when it is closed meanwhile. The backend renews tokens
 *   by itself; one of another tenant than the first is refused with WrongTenant.
 *   While a session/open waits for its user the backend sends the notification `session/prompt` with
 *   PromptParams. Where the client holds the key of a certificate, the backend asks it for each signature
 *   with the request `session/sign`, SignParams -> SignResult, as long as the session is open.
 *
 * Proxies
 *   A URL's proxy is chosen from the ProxySources of the client's request that leads to it: those of a graph/send
 *   count for the tokens that are renewed for it, too. What only the client can tell, the backend asks with the request
 *   `proxy/find`, FindProxyParams -> FindProxyResult, once for an origin; nobody is asked where `clientProxy` is missing.
 *   Where a proxy has to know the client's user, the backend asks the client for what proves it with the request
 *   `proxy/authenticate`, ProxyAuthenticateParams -> ProxyAuthenticateResult, once for each leg, and ends an attempt with
 *   the notification `proxy/authenticated`, ProxyAuthenticatedParams.
 *
 * Retries and redirects of graph/send
 *   Answers with status 429, 503 or 504 are retried up to maxRetries times, after the delay that Retry-After
 *   asks for or else after retryDelaySeconds, which double each time, with up to 20 % on top; the last answer
 *   is the result. Before each delay the backend sends the notification `graph/waiting` with WaitingParams.
 *   Without an answer nothing is retried, but for a GET or HEAD whose connection broke before one came: that is
 *   sent once more in the same exchange, at once and with the same client-request-id. After a 401 to a request
 *   with the session's token it is sent once more, with a new token, where one is available; that is no retry in
 *   this sense. Redirects (301, 302, 303, 307, 308) are followed at most 5 times: 303 as a GET without a body,
 *   the others with method and body. At another origin the request has no Host and no secret header
 *   (Authorization, Cookie, X-Api-Key and the like) of the caller any more, and does not get them back. From
 *   https none leads to http. Each URL of a chain has its own retries.
 *
 * Cancellation
 *   The notification `$/cancelRequest` with params `{ "id": <id> }` aborts that request and, with it, its
 *   HTTP request. It is then answered with RequestCancelled, or with its result if that was there first.
 *
 * Errors
 *   `{ "code", "message", "data": { "name", "mayHaveBeenSent", "serviceCode", "correlationId" } }`. errors.ts
 *   lists the names and their codes. The message is for the user. `mayHaveBeenSent` says whether the service
 *   may have got the HTTP request and carried it out. An answer of 401 or 429 or a redirect other than 303
 *   means that it has not. The last two members are there where the sign-in service gave them.
 *   A frame that can't be read is answered with id null: FrameTooLarge (its bytes are skipped), ParseError,
 *   or InvalidRequest for a header block without a valid Content-Length or above its limit. Reading goes on
 *   behind it. JSON that is not a JSON-RPC request is InvalidRequest, under its id if it has one and is no
 *   answer either. Params that are not an object or lack a member that every request of that method has are InvalidParams; the
 *   types of members are taken for what this file says. Nothing of this ends the backend. Unknown notifications are ignored. An answer that would be
 *   above the limit for frames is replaced by FrameTooLarge under the request's id, or under null if that id
 *   is what is too large.
 *
 * Secrets (tokens, proxy passwords) travel in these messages only, never in arguments, environment, files
 * or errors. Where a service repeats one in an error, `***` stands in its place.
 */

/** Bytes of JSON in the largest frame. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** Bytes of the largest header block. */
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

/** The params of each request of the client. */
export interface RequestParams {
  [Method.Initialize]: InitializeParams;
  [Method.Ping]: object;
  [Method.OpenSession]: OpenSessionParams;
  [Method.CloseSession]: CloseSessionParams;
  [Method.Send]: SendParams;
  [Method.Prepare]: PrepareParams;
}

/**
 * The members that the params of a request must have. Both sides have the same version, so their types are not
 * checked any further.
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
  /** The client's own name for the session. */
  session: string;
  environment: Environment;
  credential: CredentialParams;
}

/** Both endpoints are https, or http on a loopback host. Of the sign-in service's only scheme, host and port count. */
export interface Environment {
  name: string;
  graphEndpoint: string;
  /** Missing in an environment that only access tokens and managed identities are used with. Always https. */
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

/** The user brings the token. */
export interface AccessTokenParams {
  type: 'accessToken';
  /** Bare, without "Bearer". */
  accessToken: string;
}

/** An application signs in. */
interface ApplicationParams {
  /** GUID or domain name; never one that stands for any tenant. It becomes part of a URL's path. */
  tenantId: string;
  clientId: string;
}

export interface ClientSecretParams extends ApplicationParams {
  type: 'clientSecret';
  clientSecret: string;
}

/** The client has the certificate's private key, and signs with it when `session/sign` asks for it. */
export interface ClientCertificateParams extends ApplicationParams {
  type: 'clientCertificate';
  /** The certificate: DER in base64. */
  certificate: string;
  /** The certificate and those above it, where they are to be sent along: DER in base64. */
  chain?: string[];
  /** What the client can sign with that key. */
  algorithm: SignatureAlgorithm;
}

/** RSA with SHA-256: PSS padding, or PKCS #1 v1.5 where a key's provider knows nothing newer. */
export type SignatureAlgorithm = 'PS256' | 'RS256';

export interface PemCertificateParams extends ApplicationParams {
  type: 'pemCertificate';
  /** The text of a PEM file: certificates in any order, and the private key of one of them. */
  pem: string;
  /** The password of an encrypted private key. */
  password?: string;
  sendCertificateChain: boolean;
}

/** Somebody else vouches for the application, in a file that is read for each token. */
export interface WorkloadIdentityParams extends ApplicationParams {
  type: 'workloadIdentity';
  /** Absolute path. */
  tokenFile: string;
}

/** GitHub vouches for the application, which is asked for each token. */
export interface GitHubActionsParams extends ApplicationParams {
  type: 'gitHubActions';
  /** Always https. */
  requestUrl: string;
  requestToken: string;
}

/** Azure DevOps vouches for the application. It is asked for each token. */
export interface AzurePipelinesParams extends ApplicationParams {
  type: 'azurePipelines';
  /** Always https. */
  requestUrl: string;
  requestToken: string;
  serviceConnectionId: string;
}

export interface ManagedIdentityParams {
  type: 'managedIdentity';
  /** The client id of a user-assigned identity. */
  clientId?: string;
  /**
   * The variables of the client's environment that tell where identities come from, by name. AZURE_FEDERATED_TOKEN_FILE is an
   * absolute path, and AZURE_AUTHORITY_HOST beside it an https URL.
   */
  variables: Record<string, string>;
}

/** A person signs in: in a browser, or on another device with a code. */
export interface UserParams {
  type: 'interactiveBrowser' | 'deviceCode';
  clientId: string;
  /** GUID, domain name, "organizations" or "common". */
  tenantId: string;
  scopes: string[];
  /** The account that the browser offers first. */
  loginHint?: string;
  /** Whether nobody can be asked: only what an earlier process has kept counts. */
  isSilent: boolean;
  /** Whether the refresh token is kept for later processes of this user, encrypted, where that is possible. */
  isKept: boolean;
}

/** Who is signed in, according to the token. Values that the token lacks are null or empty. */
export interface OpenSessionResult {
  clientId: string | null;
  tenantId: string | null;
  account: string | null;
  appName: string | null;
  /** Delegated scopes, or else application roles. */
  scopes: string[];
  /** ISO 8601 in UTC; of the first token. */
  expiresOn: string | null;
  /** Why the refresh token is not kept although that was asked for; null otherwise. */
  notKept: string | null;
  /** Of the request for the first token, for the sign-in service's operators; null if it had none. */
  correlationId: string | null;
  /** URL of the proxy that the request went through, without user and password; null for none. */
  proxy: string | null;
}

/** A session/open waits for its user. */
export interface PromptParams {
  /** The id of the request. */
  id: number | string;
  kind: 'browser' | 'deviceCode';
  /** The page to open; for a device code, the one that the message names. */
  url: string;
  /** What to tell the user. */
  message: string;
}

export interface SignParams {
  session: string;
  algorithm: SignatureAlgorithm;
  /** The bytes to sign, in base64. */
  data: string;
}

export interface SignResult {
  /** In base64. */
  signature: string;
}

export interface CloseSessionParams {
  session: string;
  /** Which kept sign-in is deleted. The session need not be open for that. */
  forget?: KeptParams;
}

/** What a user's sign-in is kept under for later processes: what it was opened with. */
export interface KeptParams {
  azureADEndpoint: string;
  tenantId: string;
  clientId: string;
}

export interface CloseSessionResult {
  /** Why the kept sign-in may still be there; null otherwise. */
  notForgotten: string | null;
}

/** A request of api/partner-security.json, which both sides are made from. */
export interface OperationRequest {
  /** Its operationId. */
  operation: string;
  /** The parameters by their names in the description. The values are not percent-encoded. */
  pathParameters?: Record<string, string>;
  /** They stand in the URL in this order; a list as one value, with commas. */
  queryParameters?: Record<string, string | string[]>;
  /**
   * The `@odata.nextLink` of an answer to this operation, as it came; the request is for that page, with no query but the
   * link's. A relative link is resolved at the operation's URL. Of an absolute one path and query count: the request goes to
   * the environment's own endpoint, whose path stands in front where the link does not have it. One that is not a URL is
   * InvalidParams.
   */
  pageLink?: string;
}

/** A request that a user's own step has had in its hands. */
export interface UrlRequest {
  method: HttpMethodName;
  /** Absolute; https, or http on a loopback host. */
  url: string;
}

/** The session's token goes along only to the origin of its Graph endpoint. */
export type RequestTarget = OperationRequest | UrlRequest;

export type SendParams = SendOptions & RequestTarget;

export interface SendOptions extends ProxySources {
  session: string;
  /** Who the client takes the session for: the tenantId of its OpenSessionResult. Another is SessionMismatch. */
  tenantId: string | null;
  /**
   * They win over the backend's own, but for Authorization, client-request-id and SdkVersion, which are
   * ignored. Each is a line of its own, but for cookies, which have one. One that can't be sent is InvalidHeader.
   */
  headers: Header[];
  /** Exact JSON text, sent as UTF-8 without a change; null or absent: none. */
  body: string | null;
  /**
   * For each HTTP exchange (a retry and a redirect begin a new one) until its whole answer is read, the
   * delays between them not included.
   */
  timeoutSeconds: number;
  /** The number of retries, from 0 to 10; 3 by default. */
  maxRetries?: number;
  /** The delay in seconds, from 0 to 180; 3 by default. */
  retryDelaySeconds?: number;
  /** No retry begins when its delay would end later than this after the first answer; 0 or absent: no limit. */
  retriesTimeLimitSeconds?: number;
  /** Whether the result has `exchanges`. */
  trace?: boolean;
}

export type PrepareParams = RequestTarget & {
  /** The endpoint of the session's environment; empty if nobody is signed in, and the URL begins with its path. */
  graphEndpoint: string;
  headers: Header[];
};

export interface PrepareResult {
  method: HttpMethodName;
  url: string;
  /** Those of the client that count. */
  headers: Header[];
}

export const httpMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type HttpMethodName = (typeof httpMethods)[number];

/** The sources of proxies, as they are when the client's command begins. */
export interface ProxySources {
  /** The one that the user has named: instead of all others. The others count for https only. */
  proxy?: ProxyParams;
  /** HTTPS_PROXY, ALL_PROXY and NO_PROXY of the client's environment, with their names as they are spelled there. */
  proxyVariables?: Record<string, string>;
  /**
   * What the client has to be asked for. `replaced`: a script has put a proxy instead of the client's own, which comes
   * before the variables, also where it takes a host out. `system`: the settings of its system, which count where
   * no variable names a proxy and NO_PROXY does not take the host out.
   */
  clientProxy?: ClientProxy;
}

export type ClientProxy = 'replaced' | 'system';

/** Which proxy does the client have for this URL? */
export interface FindProxyParams {
  /** An origin. */
  url: string;
}

export interface FindProxyResult {
  /** The source of the proxy, which an error names. */
  source: string;
  /** The address, with any scheme; missing if the URL is reached directly. */
  proxy?: ProxyParams;
}

export interface ProxyParams {
  /** An http or https URL; only scheme, host and port count. */
  address: string;
  /** Sent as Basic. */
  userName?: string;
  password?: string;
  /** Whether the proxy is told who the client's user is, by Negotiate or NTLM. Not beside userName. */
  useDefaultCredentials?: true;
}

export const proxySchemes = ['Negotiate', 'NTLM'] as const;

export type ProxyScheme = (typeof proxySchemes)[number];

/** A proxy has to know the client's user before it connects. */
export interface ProxyAuthenticateParams {
  /** One connection to a proxy; the client keeps what belongs to it until it ends. */
  attempt: number;
  /** The proxy's host name or address. */
  host: string;
  scheme: ProxyScheme;
  /** The proxy's last token in base64; null before there was any. */
  token: string | null;
}

export interface ProxyAuthenticateResult {
  /** What the proxy gets next, in base64; null if there is nothing more to say. */
  token: string | null;
}

/** An attempt is over, whatever its outcome. */
export interface ProxyAuthenticatedParams {
  attempt: number;
}

export interface SendResult {
  status: number;
  reasonPhrase: string;
  /** Each line as it was sent, in its order and spelling. */
  headers: Header[];
  /**
   * The exact text, decompressed; empty if there is none. A secret that an error (status 300 and above), a page or a
   * header Warning repeats is replaced by `***`. Of an error it is what can be read of the body.
   */
  body: string;
  /** A sentence for the user: why the body of a success can't be handed on as text. `body` is empty then. */
  unreadable?: string;
  /** The client-request-id that was sent; each HTTP exchange has a new one, and this is that of the last. */
  clientRequestId: string;
  /** Every HTTP exchange in order, the last one included. Only where `trace` asks for it. */
  exchanges?: HttpExchange[];
  /** What to show in place of the body that was sent, and of `body`. Only where `trace` asks for it and they contain a secret. */
  shownSentBody?: string;
  shownBody?: string;
}

/**
 * One HTTP exchange, to be shown: a secret of the session, a proxy or a header that something in it repeats is replaced by
 * `***`.
 */
export interface HttpExchange {
  method: string;
  url: string;
  /** All that were sent, but for Authorization and Proxy-Authorization. */
  requestHeaders: Header[];
  status: number;
  reasonPhrase: string;
  responseHeaders: Header[];
}

/** A graph/send is about to wait before a retry. */
export interface WaitingParams {
  /** The id of the request. */
  id: number | string;
  /** The status of the answer that asked to wait: 429, 503 or 504. */
  status: number;
  /** Number of the retry to come, from 1 to maxAttempts. */
  attempt: number;
  maxAttempts: number;
  delaySeconds: number;
}
