function Disconnect-MgGraph {
    [OutputType([PartnerSecurityScore.AuthContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    $context = [PartnerSecurityScore.SessionTable]::Disconnect()
    if ($null -eq $context) {
        $exception = [System.InvalidOperationException]::new('No application to sign out from.')
        $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'NotConnected', $category, $null))
        return
    }
    $context
}
