import { psQuote } from '../test/support/engine.ts';
import { command } from '../test/support/lab.ts';
import { accessToken } from '../test/support/tokens.ts';

/** The small body, and the command that sends it. */
export const smallBody = '{"currentScore":85.4}';
export const sendSmall = `$null = ${command} -CurrentScore 85.4`;

/** Makes a token of the kind that both ways to send take. */
export function token(): string {
  return `$token = ConvertTo-SecureString -String ${psQuote(accessToken())} -AsPlainText -Force`;
}

/** Signs in with that token, in an environment of this service. Microsoft's module needs both endpoints for one. */
export function signIn(url: string): string {
  return `
    $null = Add-MgEnvironment -Name lab -GraphEndpoint ${url} -AzureADEndpoint https://login.microsoftonline.com
    Connect-MgGraph -AccessToken $token -Environment lab -NoWelcome`;
}

/** Sends the small body with that token and PowerShell's own command. */
export function bareRest(url: string): string {
  const authentication = '-Authentication Bearer -Token $token -AllowUnencryptedAuthentication';
  const body = `-ContentType application/json -Body '${smallBody}'`;
  return `$null = Invoke-RestMethod -Method Patch -Uri ${scoreUrl(url)} ${authentication} ${body}`;
}

/** Before scripts that name its types: what is unknown when a script is compiled is looked for at every call. */
export const loadHttp = `$null = [System.Reflection.Assembly]::Load('System.Net.Http')`;

/** Sets up the least that can send a PATCH from PowerShell, and sees that it is answered. */
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

/** Sends the JSON text of a variable with the bare client. */
export function bareSend(body: string, then = ''): string {
  return `
    $bareRequest = [System.Net.Http.HttpRequestMessage]::new($barePatch, $bareUri)
    $bareRequest.Content = [System.Net.Http.StringContent]::new(${body}, [System.Text.Encoding]::UTF8, 'application/json')
    $bareAnswer = $bareClient.SendAsync($bareRequest).GetAwaiter().GetResult()
    ${then}
    $bareAnswer.Dispose()`;
}

/** Reads the answer's text; for `bareSend`. */
export const bareRead = '$null = $bareAnswer.Content.ReadAsStringAsync().GetAwaiter().GetResult()';

/**
 * Defines a script block that gives the milliseconds of one call, over so many calls in a loop: `& $name 300`. Its
 * second argument is the number of calls in front that don't count, which wake up what has slept meanwhile.
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
