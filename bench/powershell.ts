import { psQuote } from '../test/support/engine.ts';
import { command } from '../test/support/lab.ts';
import { accessToken } from '../test/support/tokens.ts';

/** A small request body, and the command that sends it. */
export const smallBody = '{"currentScore":85.4}';
export const sendSmall = `$null = ${command} -CurrentScore 85.4`;

/** Returns a script that sets `$token` to an access token, for `signIn` and `bareRest`. */
export function token(): string {
  return `$token = ConvertTo-SecureString -String ${psQuote(accessToken())} -AsPlainText -Force`;
}

/**
 * Returns a script that adds an environment with the server's URL and signs in with `$token`. Microsoft's module
 * requires both endpoints of an environment.
 */
export function signIn(url: string): string {
  return `
    $null = Add-MgEnvironment -Name lab -GraphEndpoint ${url} -AzureADEndpoint https://login.microsoftonline.com
    Connect-MgGraph -AccessToken $token -Environment lab -NoWelcome`;
}

/** Returns a script that sends the small body with `Invoke-RestMethod` and `$token`. */
export function bareRest(url: string): string {
  const authentication = '-Authentication Bearer -Token $token -AllowUnencryptedAuthentication';
  const body = `-ContentType application/json -Body '${smallBody}'`;
  return `$null = Invoke-RestMethod -Method Patch -Uri ${scoreUrl(url)} ${authentication} ${body}`;
}

/**
 * A script that loads the assembly of the bare client. PowerShell looks up a type at every call if it was unknown when
 * the script was compiled, so scripts that are measured with many calls must be compiled after this script has run.
 */
export const loadHttp = `$null = [System.Reflection.Assembly]::Load('System.Net.Http')`;

/** Returns a script that creates the bare client, and verifies that the server accepts a PATCH request from it. */
export function bareClient(url: string): string {
  return `
    $bareHandler = [System.Net.Http.HttpClientHandler]::new()
    $bareHandler.UseProxy = $false
    $bareClient = [System.Net.Http.HttpClient]::new($bareHandler)
    $null = $bareClient.DefaultRequestHeaders.TryAddWithoutValidation('Authorization', 'Bearer token')
    $barePatch = [System.Net.Http.HttpMethod]::Patch
    $bareUri = [uri]'${scoreUrl(url)}'
    $smallBody = '${smallBody}'
    ${bareSend('$smallBody', '$null = $bareAnswer.EnsureSuccessStatusCode()')}`;
}

const scoreUrl = (url: string) => `${url}/beta/security/partner/securityScore`;

/**
 * Returns a script that sends a PATCH request with the bare client.
 *
 * @param body A PowerShell expression for the JSON text, such as `$smallBody`.
 * @param then A statement that runs after the response, which is in `$bareAnswer`.
 */
export function bareSend(body: string, then = ''): string {
  return `
    $bareRequest = [System.Net.Http.HttpRequestMessage]::new($barePatch, $bareUri)
    $bareRequest.Content = [System.Net.Http.StringContent]::new(${body}, [System.Text.Encoding]::UTF8, 'application/json')
    $bareAnswer = $bareClient.SendAsync($bareRequest).GetAwaiter().GetResult()
    ${then}
    $bareAnswer.Dispose()`;
}

/** A statement for `bareSend` that reads the response's text. */
export const bareRead = '$null = $bareAnswer.Content.ReadAsStringAsync().GetAwaiter().GetResult()';

/**
 * Returns a script that defines a script block with the given name, to be called as `& $name 300 10`. The block makes
 * 10 untimed calls, which wake idle threads and processes. It then makes 300 calls, and writes their mean milliseconds.
 */
export function defineTimer(name: string, call: string): string {
  return `$${name} = {
    param($count, $lead = 10)
    foreach ($calls in $lead, $count) {
      $clock = [System.Diagnostics.Stopwatch]::StartNew()
      for ($i = 0; $i -lt $calls; $i++) { ${call} }
      $milliseconds = $clock.Elapsed.TotalMilliseconds
    }
    $milliseconds / $count
  }`;
}
