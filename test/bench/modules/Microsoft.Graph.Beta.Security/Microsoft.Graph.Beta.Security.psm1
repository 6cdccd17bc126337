function Update-MgBetaSecurityPartnerSecurityScore {
    [CmdletBinding()]
    param([single] $CurrentScore)

    $body = @{ currentScore = $CurrentScore } | ConvertTo-Json -Compress
    $null = Invoke-MgGraphRequest -Method PATCH -Uri '/beta/security/partner/securityScore' -Body $body
}
