# A user's module. Its tests are in the same folder.
function Set-PartnerScore {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string]
        $Tenant,

        [Parameter(Mandatory)]
        [single]
        $Score
    )

    Connect-MgGraph -TenantId $Tenant -NoWelcome
    Update-MgBetaSecurityPartnerSecurityScore -CurrentScore $Score -History @{ score = $Score } -ErrorAction Stop
}
