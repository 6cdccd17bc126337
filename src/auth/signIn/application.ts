import {
  ClientCertificateCredential,
  type ClientCertificateCredentialOptions,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import type { ClientSecretParams, PemCertificateParams } from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { secretsOf } from '../credentialSecrets.ts';
import { duringSignIn, type SignInPlace, type SignInService } from './during.ts';
import { identityHttpClient } from './identityHttpClient.ts';

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
  const { tenantId, clientId, pem, password, sendCertificateChain } = params;
  const options = { ...identityOptions(place.origin), sendCertificateChain };
  const certificate = { certificate: pem, ...(password !== undefined && { certificatePassword: password }) };
  return new ApplicationCredential(
    () => new ClientCertificateCredential(tenantId, clientId, certificate, options),
    graphOrigin,
    { ...place, hasCertificateFile: true, secrets: secretsOf(params) },
  );
}

/** Signs in as an application, with all the permissions that it was granted. */
export class ApplicationCredential implements SessionCredential {
  readonly isRenewable = true;
  private credential: TokenCredential;

  /** @param create Makes a credential that has no token yet. */
  constructor(
    private readonly create: () => TokenCredential,
    private readonly graphOrigin: string,
    private readonly place: SignInPlace,
  ) {
    this.credential = create();
  }

  getToken(request: TokenRequest): Promise<Token> {
    return duringSignIn(this.place, request, async () => {
      const { renewal } = request;
      if (renewal !== undefined && renewal.claims === undefined) {
        // The library gives its cached token until that expires.
        this.credential = this.create();
      }
      const claims = renewal?.claims === undefined ? {} : { claims: renewal.claims };
      const token = await this.credential.getToken(`${this.graphOrigin}/.default`, {
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
