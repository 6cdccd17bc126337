import {
  ClientCertificateCredential,
  type ClientCertificateCredentialOptions,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import type { ClientSecretParams, PemCertificateParams } from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { identityHttpClient } from '../signIn/identityHttpClient.ts';
import { type SignInService, withSignInContext } from '../signIn/signInContext.ts';
import { certificateFile } from './certificateFile.ts';

/**
 * Creates an @azure/identity credential without cached tokens. A credential returns a cached token until it
 * expires, even when a new token is needed.
 * @param options The options to pass to the credential.
 */
export type NewCredential = (
  options: ClientCertificateCredentialOptions,
) => TokenCredential | Promise<TokenCredential>;

export function clientSecret({
  tenantId,
  clientId,
  clientSecret: secret,
}: ClientSecretParams): NewCredential {
  return (options) => new ClientSecretCredential(tenantId, clientId, secret, options);
}

export function clientCertificate(params: PemCertificateParams): NewCredential {
  const { tenantId, clientId, sendCertificateChain } = params;
  return (options) => {
    const certificate = certificateFile(params, Date.now());
    const more = { ...options, sendCertificateChain };
    return new ClientCertificateCredential(tenantId, clientId, { certificate }, more);
  };
}

/** Signs in as an application, with all permissions that have been granted to it. */
export class ApplicationCredential implements SessionCredential {
  readonly isRenewable = true;

  constructor(
    private readonly create: NewCredential,
    private readonly graphOrigin: string,
    private readonly place: SignInService,
  ) {}

  getToken(request: TokenRequest): Promise<Token> {
    return withSignInContext(this.place, request, async () => {
      const claims = request.renewal?.claims;
      const credential = await this.create({
        authorityHost: this.place.origin,
        // The origin is from the built-in list of clouds, from the user or from AZURE_AUTHORITY_HOST. No
        // other service needs to validate it.
        disableInstanceDiscovery: true,
        httpClient: identityHttpClient,
        retryOptions: { maxRetries: 2 },
      });
      const token = await credential.getToken(`${this.graphOrigin}/.default`, {
        enableCae: true,
        ...(claims !== undefined && { claims }),
      });
      if (token === null) {
        throw new TypeError('The identity library returned no token.');
      }
      return token;
    });
  }
}
