import type { CredentialParams } from '../../protocol/protocol.ts';

/** What must never show up in a message, of all that a session is opened with. */
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
