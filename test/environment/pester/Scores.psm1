# A module of a user, whose tests are beside it.
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
