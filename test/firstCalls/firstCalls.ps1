# Makes the first calls of a new user, with commands that every PowerShell since 5.1 has. Throws when a result is wrong,
# and writes a confirmation otherwise.
param(
    [Parameter(Mandatory)]
    [System.String]
    $Manifest,

    [Parameter(Mandatory)]
    [System.String]
    $GraphEndpoint
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Assert {
    param([System.Object] $Actual, [System.Object] $Expected, [System.String] $What)
    if ([System.String]$Actual -cne [System.String]$Expected) {
        throw "${What}: '$Actual' in place of '$Expected'."
    }
}

Import-Module -Name $Manifest
$null = Add-MgEnvironment -Name 'lab' -GraphEndpoint $GraphEndpoint
$token = [System.Security.SecureString]::new()
'opaque-token'.ToCharArray().ForEach({ $token.AppendChar($_) })
Connect-MgGraph -AccessToken $token -Environment 'lab' -NoWelcome

$score = Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 85.4 -Id "caf$([char]0xe9) $([char]0x20ac)"
Assert -Actual $score.GetType().Name -Expected 'MicrosoftGraphPartnerSecurityScore' -What 'The type of the answer'
Assert -Actual $score.Id -Expected "caf$([char]0xe9) $([char]0x20ac)" -What 'A text that is not ASCII'

$score = @{ currentScore = 14.29; history = @(@{ score = [single]1.1; createdDateTime = [datetime]::new(2026, 1, 31, 8, 0, 0, [System.DateTimeKind]::Utc) }) } |
    Update-MgBetaSecurityPartnerSecurityScore
Assert -Actual $score.CurrentScore.ToString('R', [cultureinfo]::InvariantCulture) -Expected '14.29' -What 'A piped score'

$headers = $null
Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 1 -ResponseHeadersVariable headers | & { process { } }
Assert -Actual ($headers.Count -gt 0) -Expected $true -What 'Whether there are headers'

Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 2 -WhatIf
$failure = $null
try {
    Update-MgBetaSecurityPartnerSecurityScore -BodyParameter @{ currentScore = 'much' }
}
catch {
    $failure = $_
}
Assert -Actual ([System.String]$failure -like '*currentScore*') -Expected $true -What 'Whether a wrong value is named'

$null = Disconnect-MgGraph
Remove-Module -Name PartnerSecurityScore
"All is as it should be in PowerShell $($PSVersionTable['PSVersion'])."
