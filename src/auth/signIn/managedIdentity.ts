import { ManagedIdentityCredential } from '@azure/identity';
import type { ManagedIdentityParams } from '../../protocol/protocol.ts';
import type { SessionCredential } from '../credential.ts';
import { ApplicationCredential } from './application.ts';
import { identityHttpClient } from './identityHttpClient.ts';

/** Where the libraries look for the host's identities. One of them is a secret. */
const names = [
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'IDENTITY_SERVER_THUMBPRINT',
  'IMDS_ENDPOINT',
  'MSI_ENDPOINT',
  'MSI_SECRET',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_AUTHORITY_HOST',
  'ProgramData',
] as const;

export function managedIdentity(
  { clientId, variables }: ManagedIdentityParams,
  graphOrigin: string,
): SessionCredential {
  takeOver(variables);
  const options = { httpClient: identityHttpClient, ...(clientId !== undefined && { clientId }) };
  return new ApplicationCredential(() => new ManagedIdentityCredential(options), graphOrigin, {
    isManagedIdentity: true,
    secrets: [variables['IDENTITY_HEADER'], variables['MSI_SECRET']].filter((secret) => secret !== undefined),
  });
}

/**
 * The libraries read these from the environment of their own process, which the backend is started without:
 * they belong to PowerShell's, and may have changed since. All sessions of a backend have the same.
 */
function takeOver(variables: Readonly<Record<string, string>>): void {
  for (const name of names) {
    if (variables[name] === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = variables[name];
    }
  }
}
