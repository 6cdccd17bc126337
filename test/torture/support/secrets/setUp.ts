import { importModule } from '../../../support/lab.ts';
import { psQuote } from '../../../support/psQuote.ts';
import type { SecretsWorld } from './secretsWorld.ts';
import { gitHubVariables, pipelinesVariables } from './signIns.ts';

/**
 * Returns a script that imports the module and stores the secrets in $planted. No other script contains a secret.
 * The script also defines ConvertTo-Secure, Set-Variables, and the environments lab, stranger, and nowhere.
 * @param manifest The manifest to import instead of the built module.
 */
export function setUpScript(world: SecretsWorld, manifest?: string): string {
  const { secrets, certificate, files, host, pipeline, graph, stranger, signIn } = world;
  const { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader } = host.environment;
  const texts = {
    ...secrets,
    ...certificate,
    ...files,
    ...pipeline.gitHub,
    ...pipeline.azureDevOps,
    identityEndpoint,
    identityHeader,
  };
  const variables = [...gitHubVariables, ...pipelinesVariables].map(psQuote).join(', ');
  return `
    ${manifest === undefined ? importModule : `Import-Module ${psQuote(manifest)}`}
    $global:planted = ${table(texts)}
    $planted.headers = ${table(headersOf(world))}
    function global:ConvertTo-Secure($Text) {
      $secure = [securestring]::new(); $Text.ToCharArray().ForEach({ $secure.AppendChar($_) }); $secure
    }
    function global:Set-Variables([hashtable] $Values) {
      'AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'AZURE_FEDERATED_TOKEN_FILE', 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'AZURE_AUTHORITY_HOST', ${variables} | ForEach-Object {
        [Environment]::SetEnvironmentVariable($_, $Values[$_])
      }
    }
    $null = Add-MgEnvironment -Name lab -GraphEndpoint ${graph.url} -AzureADEndpoint ${signIn.url}
    $null = Add-MgEnvironment -Name stranger -GraphEndpoint ${stranger.url} -AzureADEndpoint ${signIn.url}
    $null = Add-MgEnvironment -Name nowhere -GraphEndpoint https://graph.invalid -AzureADEndpoint https://login.invalid`;
}

/** Returns a user's custom headers: several that contain secrets, and one that does not. */
function headersOf({
  secrets: { cookie, apiKey, userToken, proxyPassword },
}: SecretsWorld): Record<string, string> {
  return {
    Authorization: `Bearer ${userToken}`,
    Cookie: `session=${cookie}; theme=dark`,
    'Proxy-Authorization': `Basic ${Buffer.from(`user:${proxyPassword}`).toString('base64')}`,
    'X-Api-Key': apiKey,
    'X-Plain': 'plain',
  };
}

function table(members: Readonly<Record<string, string>>): string {
  const entries = Object.entries(members).map(([name, value]) => `${psQuote(name)} = ${psQuote(value)}`);
  return `@{ ${entries.join('; ')} }`;
}
