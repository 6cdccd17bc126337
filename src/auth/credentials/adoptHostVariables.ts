import { ProtocolError } from '../../protocol/errors.ts';

/** Where the library looks for the host's identities. One of them is a secret. */
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
 * The library reads these from the environment of its own process, which the backend is started without: they
 * belong to PowerShell's. It does so once, and keeps its tokens for all of a process; so another host service
 * must not come under the same name.
 * @throws {ProtocolError} They are not those of the first time, or one that has to be a URL is none.
 */
export function adoptHostVariables(variables: Readonly<Record<string, string>>): void {
  for (const name of urls) {
    const value = variables[name];
    if (value !== undefined && !URL.canParse(value)) {
      throw new ProtocolError('SignInFailed', `Sign-in failed: ${name} is not a URL. Nothing was sent.`);
    }
  }
  const given = JSON.stringify(names.map((name) => variables[name] ?? null));
  known ??= given;
  if (given !== known) {
    const message = 'The environment variables now specify another managed identity endpoint.';
    throw new ProtocolError(
      'SignInFailed',
      `Sign-in failed: ${message} Start a new PowerShell process to sign in with it.`,
    );
  }
  for (const name of names) {
    if (variables[name] !== undefined) {
      process.env[name] = variables[name];
    }
  }
}
