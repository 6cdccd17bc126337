function Get-MgRequestContext {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.RequestContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    [PartnerSecurityScore.SessionTable]::RequestContext
}
