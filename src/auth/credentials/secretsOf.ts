import type { CredentialParams } from '../../protocol/protocol.ts';

/** Returns the secrets in a session's credential, which must never appear in a message. */
export function secretsOf(credential: CredentialParams): string[] {
  switch (credential.type) {
    case 'accessToken':
      return [credential.accessToken];
    case 'clientSecret':
      return [credential.clientSecret];
    case 'pemCertificate':
      return [credential.pem, credential.password].filter((secret) => secret !== undefined);
    case 'managedIdentity': {
      const { IDENTITY_HEADER, MSI_SECRET } = credential.variables;
      return [IDENTITY_HEADER, MSI_SECRET].filter((secret) => secret !== undefined);
    }
    case 'gitHubActions':
    case 'azurePipelines':
      return [credential.requestToken];
    case 'workloadIdentity':
    case 'clientCertificate':
    case 'interactiveBrowser':
    case 'deviceCode':
      return [];
  }
}
