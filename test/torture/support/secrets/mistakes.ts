import type { SecretsWorld } from './secretsWorld.ts';

/** A user's mistake with a secret: a script, which contains no secret itself, and the expected error. */
export interface Mistake {
  script(world: SecretsWorld): string;
  shows: RegExp;
}

const percent = (name: string) => `$([uri]::EscapeDataString($planted.${name}))`;

const variables = ({ app }: SecretsWorld, more: string) => `
  Set-Variables @{ AZURE_TENANT_ID = '${app.tenantId}'; AZURE_CLIENT_ID = '${app.clientId}'; ${more} }
  Connect-MgGraph -Environment lab -EnvironmentVariable`;

const withToken = (token: string) => () => `Connect-MgGraph -Environment lab -AccessToken ${token}`;

export const mistakes: Readonly<Record<string, Mistake>> = {
  'a wrong client secret': {
    script: ({ app }) =>
      `Connect-MgGraph -Environment lab -TenantId ${app.tenantId} -ClientSecretCredential ([pscredential]::new('${app.clientId}', (ConvertTo-Secure $planted.wrongSecret)))`,
    shows: /AADSTS7000215/,
  },
  'an expired token': {
    script: withToken('(ConvertTo-Secure $planted.expiredToken)'),
    shows: /access token expired/,
  },
  'a token with a word in front': {
    script: withToken('(ConvertTo-Secure "Bearer $($planted.token)")'),
    shows: /Specify only the token/,
  },
  'a token over two lines': {
    script: withToken('(ConvertTo-Secure "$($planted.token)`n$($planted.token)")'),
    shows: /Specify only the token/,
  },
  'a token as plain text': {
    script: withToken('$planted.token'),
    shows: /Cannot convert the value of type/,
  },
  'a client secret as plain text': {
    script: ({ app }) =>
      `Connect-MgGraph -Environment lab -TenantId ${app.tenantId} -ClientSecretCredential $planted.clientSecret`,
    shows: /Cannot convert the value of type/,
  },
  'a wrong password of the key': {
    script: (world) =>
      variables(
        world,
        'AZURE_CLIENT_CERTIFICATE_PATH = $planted.pemFile; AZURE_CLIENT_CERTIFICATE_PASSWORD = $planted.wrongSecret',
      ),
    shows: /AZURE_CLIENT_CERTIFICATE_PASSWORD does not decrypt/,
  },
  'the key itself in place of its path': {
    script: (world) => variables(world, 'AZURE_CLIENT_CERTIFICATE_PATH = $planted.key'),
    shows: /path of a PEM or PFX file .* not to the content of the file/,
  },
  'a password in AZURE_AUTHORITY_HOST': {
    script: (world) =>
      variables(
        world,
        `AZURE_CLIENT_SECRET = $planted.clientSecret; AZURE_AUTHORITY_HOST = "https://user:${percent('wrongSecret')}@login.example"`,
      ),
    shows: /AZURE_AUTHORITY_HOST is not a valid endpoint/,
  },
  'a password in an endpoint': {
    script: () =>
      `Add-MgEnvironment -Name bad -GraphEndpoint "https://user:${percent('wrongSecret')}@graph.example"`,
    shows: /GraphEndpoint is not a valid endpoint/,
  },
  'a token in an endpoint': {
    script: () =>
      'Add-MgEnvironment -Name bad -GraphEndpoint "https://graph.example/?access_token=$($planted.userToken)"',
    shows: /GraphEndpoint is not a valid endpoint/,
  },
};
