import {
  ClientCertificateCredential,
  type ClientCertificateCredentialOptions,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import type { ClientSecretParams, PemCertificateParams } from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { identityHttpClient } from '../signIn/identityHttpClient.ts';
import { type SignInPlace, type SignInService, withSignInContext } from '../signIn/signInContext.ts';
import { certificateFile } from './certificateFile.ts';
import { secretsOf } from './credentialSecrets.ts';

/** How the identity library is to work: at this sign-in service, over our own HTTP, without asking around. */
export function identityOptions(signInOrigin: string): ClientCertificateCredentialOptions {
  return {
    authorityHost: signInOrigin,
    // The origin comes from our own table of clouds or from the user; no other service is asked about it.
    disableInstanceDiscovery: true,
    httpClient: identityHttpClient,
    retryOptions: { maxRetries: 2 },
  };
}

export function clientSecret(
  { tenantId, clientId, clientSecret: secret }: ClientSecretParams,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const options = identityOptions(place.origin);
  return new ApplicationCredential(
    () => new ClientSecretCredential(tenantId, clientId, secret, options),
    graphOrigin,
    place,
  );
}

export function clientCertificate(
  params: PemCertificateParams,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const { tenantId, clientId, sendCertificateChain } = params;
  const options = { ...identityOptions(place.origin), sendCertificateChain };
  const create = () => {
    const certificate = certificateFile(params, Date.now());
    return new ClientCertificateCredential(tenantId, clientId, { certificate }, options);
  };
  return new ApplicationCredential(create, graphOrigin, { ...place, secrets: secretsOf(params) });
}

/** Signs in as an application, with all the permissions that it was granted. */
export class ApplicationCredential implements SessionCredential {
  readonly isRenewable = true;

  /** @param create Makes a credential that has no token yet. One that has a token gives no other until that expires. */
  constructor(
    private readonly create: () => TokenCredential | Promise<TokenCredential>,
    private readonly graphOrigin: string,
    private readonly place: SignInPlace,
  ) {}

  getToken(request: TokenRequest): Promise<Token> {
    return withSignInContext(this.place, request, async () => {
      const { renewal } = request;
      const claims = renewal?.claims === undefined ? {} : { claims: renewal.claims };
      const credential = await this.create();
      const token = await credential.getToken(`${this.graphOrigin}/.default`, {
        enableCae: true,
        ...claims,
      });
      if (token === null) {
        throw new TypeError('The identity library gave no token.');
      }
      return token;
    });
  }
}
