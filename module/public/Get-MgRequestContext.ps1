function Get-MgRequestContext {
    [OutputType([PartnerSecurityScore.RequestContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    [PartnerSecurityScore.SessionTable]::RequestContext
}
