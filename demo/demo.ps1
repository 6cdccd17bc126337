# Sets up the session of the demonstration: imports the module, adds an environment for the Graph stand-in, signs in,
# and writes the context. Apart from the module's own commands, the script uses only commands of
# Microsoft.PowerShell.Core, and thus loads no other module.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $GraphEndpoint
)

$ErrorActionPreference = 'Stop'

function ConvertTo-Base64Url([string] $Text) {
    $bytes = [Text.Encoding]::UTF8.GetBytes($Text)
    [Convert]::ToBase64String($bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')
}

# A made-up token. The stand-in does not verify the token's signature, but the module rejects a token that has expired
# or expires within 5 minutes.
$expiry = [DateTimeOffset]::UtcNow.AddHours(1).ToUnixTimeSeconds()
$header = ConvertTo-Base64Url '{"alg":"none","typ":"JWT"}'
$claims = '{"exp":' + $expiry + ',"app_displayname":"Demo","scp":"PartnerSecurity.Read.All"}'
$payload = ConvertTo-Base64Url $claims
$accessToken = [Security.SecureString]::new()
foreach ($character in "$header.$payload.signature".ToCharArray()) {
    $accessToken.AppendChar($character)
}
$accessToken.MakeReadOnly()

Import-Module $ModulePath
Add-MgEnvironment -Name lab -GraphEndpoint $GraphEndpoint
Connect-MgGraph -AccessToken $accessToken -Environment lab -NoWelcome
Get-MgContext
