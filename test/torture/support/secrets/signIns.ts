import type { RunResult } from '../../../support/engine.ts';
import type { SecretsLab } from './secretsLab.ts';
import type { SecretsWorld } from './secretsWorld.ts';

/** The kinds of sign-in. Some of them share a secret. */
export const signInKinds = [
  'accessToken',
  'clientSecret',
  'secretVariable',
  'certificate',
  'keyFile',
  'workload',
  'managedIdentity',
  'deviceCode',
  'browser',
  'gitHubActions',
  'azurePipelines',
] as const;

export type SignInKind = (typeof signInKinds)[number];

/** The kinds that request a token from the sign-in service. */
export const asking: readonly SignInKind[] = signInKinds.filter(
  (kind) => kind !== 'accessToken' && kind !== 'managedIdentity',
);

/** Returns the parameters of Connect-MgGraph, and PowerShell expressions for the variables that it reads. */
function parametersOf(
  kind: SignInKind,
  { clientId, tenantId }: SecretsWorld['app'],
): { parameters: string; variables?: Record<string, string> } {
  const ids = { AZURE_TENANT_ID: `'${tenantId}'`, AZURE_CLIENT_ID: `'${clientId}'` };
  const app = `-ClientId ${clientId} -TenantId ${tenantId}`;
  switch (kind) {
    case 'accessToken':
      return { parameters: '-AccessToken (ConvertTo-Secure $planted.token)' };
    case 'clientSecret':
      return {
        parameters: `-TenantId ${tenantId} -ClientSecretCredential ([pscredential]::new('${clientId}', (ConvertTo-Secure $planted.clientSecret)))`,
      };
    case 'secretVariable':
      return {
        parameters: '-EnvironmentVariable',
        variables: { ...ids, AZURE_CLIENT_SECRET: '$planted.clientSecret' },
      };
    case 'certificate':
      return {
        parameters: `${app} -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem($planted.cert, $planted.key))`,
      };
    case 'keyFile':
      return {
        parameters: '-EnvironmentVariable',
        variables: {
          ...ids,
          AZURE_CLIENT_CERTIFICATE_PATH: '$planted.pemFile',
          AZURE_CLIENT_CERTIFICATE_PASSWORD: '$planted.keyPassword',
        },
      };
    case 'workload':
      return {
        parameters: '-Identity',
        variables: { ...ids, AZURE_FEDERATED_TOKEN_FILE: '$planted.assertionFile' },
      };
    case 'gitHubActions':
      return { parameters: '-EnvironmentVariable', variables: { ...ids, ...planted(gitHubVariables) } };
    case 'azurePipelines':
      return { parameters: '-EnvironmentVariable', variables: { ...ids, ...planted(pipelinesVariables) } };
    case 'managedIdentity':
      return {
        parameters: '-Identity',
        variables: {
          IDENTITY_ENDPOINT: '$planted.identityEndpoint',
          IDENTITY_HEADER: '$planted.identityHeader',
        },
      };
    case 'deviceCode':
      return { parameters: `${app} -UseDeviceCode` };
    case 'browser':
      return { parameters: app };
  }
}

export const gitHubVariables = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'];

export const pipelinesVariables = [
  'SYSTEM_OIDCREQUESTURI',
  'SYSTEM_ACCESSTOKEN',
  'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
];

/** Returns variables whose values are in $planted under the same names. */
function planted(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `$planted.${name}`]));
}

export interface ConnectOptions {
  environment?: 'lab' | 'stranger' | 'nowhere';
  /** Parameters in addition to those that the kind requires. */
  more?: string;
}

export function connectScript(
  lab: SecretsLab,
  kind: SignInKind,
  { environment = 'lab', more = '' }: ConnectOptions = {},
): string {
  const { parameters, variables = {} } = parametersOf(kind, lab.world.app);
  const table = Object.entries(variables).map(([name, value]) => `${name} = ${value}`);
  return `
    Set-Variables @{ ${table.join('; ')} }
    Connect-MgGraph -Environment ${environment} ${parameters} -Debug -Verbose ${more}`;
}

export function signIn(lab: SecretsLab, kind: SignInKind, options: ConnectOptions = {}): Promise<RunResult> {
  lab.signedInBy = kind;
  return lab.run(`sign-in by ${kind}`, connectScript(lab, kind, options));
}
