function Get-MgContext {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.AuthContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    $session = [PartnerSecurityScore.SessionTable]::Current
    if ($null -ne $session) {
        $session.Context
    }
}
