import { ProtocolError } from '../../protocol/errors.ts';

/**
 * The environment variables that MSAL reads to find and call the host's managed identity service.
 * IDENTITY_HEADER and MSI_SECRET contain secrets.
 */
const names = [
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'IDENTITY_SERVER_THUMBPRINT',
  'IMDS_ENDPOINT',
  'MSI_ENDPOINT',
  'MSI_SECRET',
  'DEFAULT_IDENTITY_CLIENT_ID',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
] as const;

const urls = ['IDENTITY_ENDPOINT', 'IMDS_ENDPOINT', 'MSI_ENDPOINT', 'AZURE_POD_IDENTITY_AUTHORITY_HOST'];

let known: string | undefined;

/**
 * Copies the client's managed identity variables to the backend's environment, where MSAL reads them. The
 * backend does not inherit them from the PowerShell process. MSAL selects the managed identity service only
 * once and caches tokens for the whole process, so later calls must pass the same values.
 * @throws {ProtocolError} SignInFailed: the values differ from those of an earlier call, or a variable that
 * must contain a URL does not.
 */
export function adoptHostVariables(variables: Readonly<Record<string, string>>): void {
  for (const name of urls) {
    const value = variables[name];
    if (value !== undefined && !URL.canParse(value)) {
      throw new ProtocolError(
        'SignInFailed',
        `Sign-in failed: the environment variable ${name} is not a URL. Nothing was sent. Correct the variable.`,
      );
    }
  }
  const given = JSON.stringify(names.map((name) => variables[name] ?? null));
  known ??= given;
  if (given !== known) {
    const message =
      'The environment variables for managed identities, such as IDENTITY_ENDPOINT, have changed since an earlier sign-in attempt.';
    throw new ProtocolError(
      'SignInFailed',
      `Sign-in failed: ${message} Nothing was sent. Start a new PowerShell process, and sign in there.`,
    );
  }
  for (const name of names) {
    if (variables[name] !== undefined) {
      process.env[name] = variables[name];
    }
  }
}
