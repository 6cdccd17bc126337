function Get-MgContext {
    [OutputType([PartnerSecurityScore.AuthContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    $session = [PartnerSecurityScore.SessionTable]::Current
    if ($null -ne $session) {
        $session.Context
    }
}
