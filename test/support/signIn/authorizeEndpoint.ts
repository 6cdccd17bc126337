import { randomUUID } from 'node:crypto';
import type { AuthorizationCodes } from './authorizationCodes.ts';
import { type Directory, userOf } from './directory.ts';
import { EntraError, failureOf, failureStatus, failureText, type Trace } from './entraError.ts';
import { page, redirect } from './replies.ts';
import { parseScopes } from './scopes.ts';
import type { SignInRequest } from './signInRequest.ts';
import { clientInfo } from './tokenEndpoint.ts';
import type { TokenIssuer } from './tokenIssuer.ts';
import type { Reply } from './turns.ts';

type Query = Record<string, string>;

/** The error that the browser returns instead of a code. */
export interface AuthorizeFailure {
  error: string;
  /** The value of error_description, sent unchanged. It may begin with an AADSTS code. */
  description: string;
}

/** The page where users sign in and consent. It answers without user interaction. */
export class AuthorizeEndpoint {
  constructor(
    private readonly directory: Directory,
    private readonly issuer: TokenIssuer,
    private readonly codes: AuthorizationCodes,
  ) {}

  /**
   * Redirects to the client with a code, as if the user had signed in, or with an error if the request is invalid. If
   * the client or its redirect URI is invalid, returns an error page instead.
   */
  agree(request: SignInRequest, trace: Trace): Reply {
    return this.#sendBack(request, trace, (redirectUri) => this.#code(request, redirectUri));
  }

  /** Redirects to the client with an error. */
  refuse(request: SignInRequest, trace: Trace, { error, description }: AuthorizeFailure): Reply {
    return this.#sendBack(request, trace, () => ({ error, error_description: description }));
  }

  #sendBack(request: SignInRequest, trace: Trace, answer: (redirectUri: string) => Query): Reply {
    const { state } = request.form;
    let redirectUri: string | undefined;
    try {
      redirectUri = this.#redirectUri(request);
      return redirect(redirectUri, { ...answer(redirectUri), ...(state === undefined ? {} : { state }) });
    } catch (error) {
      const failure = failureOf(error);
      const description = failureText(failure, trace);
      if (redirectUri === undefined) {
        return page(description, failureStatus(failure));
      }
      const query = { error: failure.error, error_description: description };
      return redirect(redirectUri, { ...query, ...(state === undefined ? {} : { state }) });
    }
  }

  #redirectUri({ tenant, form }: SignInRequest): string {
    const { clientId } = this.directory.app(tenant, form['client_id']);
    const { redirect_uri: redirectUri = '' } = form;
    if (!/^http:\/\/localhost(:\d+)?\/?$/.test(redirectUri)) {
      const what = `The redirect URI '${redirectUri}' specified in the request does not match`;
      const configured = `the redirect URIs configured for the application '${clientId}'`;
      throw new EntraError('invalid_request', 50011, `${what} ${configured}.`);
    }
    return redirectUri;
  }

  #code({ tenant, form }: SignInRequest, redirectUri: string): Query {
    const { response_type: responseType = '', response_mode: responseMode = 'query' } = form;
    if (responseType !== 'code') {
      const description = `response_type '${responseType}' is not enabled for the application.`;
      throw new EntraError('unsupported_response_type', 700054, description);
    }
    if (responseMode !== 'query') {
      const description = `'${responseMode}' is not a supported value of 'response_mode'.`;
      throw new EntraError('invalid_request', 70007, description);
    }
    const { code_challenge: codeChallenge, code_challenge_method: method, nonce, scope = '' } = form;
    if (codeChallenge === undefined || method !== 'S256') {
      const description = 'Proof Key for Code Exchange is required, with the method S256.';
      throw new EntraError('invalid_request', 9002325, description);
    }
    parseScopes(scope);
    const app = this.directory.app(tenant, form['client_id']);
    const { oid } = userOf(app);
    const { tenantId, clientId } = app;
    const asked = { tenantId, clientId, redirectUri, codeChallenge, scope };
    const info =
      form['client_info'] === '1' ? { client_info: clientInfo(oid, this.issuer.tenantOf(app)) } : {};
    const code = this.codes.create(nonce === undefined ? asked : { ...asked, nonce });
    return { code, ...info, session_state: randomUUID() };
  }
}
