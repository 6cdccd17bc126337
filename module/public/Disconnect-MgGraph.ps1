function Disconnect-MgGraph {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.AuthContext])]
    [CmdletBinding(PositionalBinding = $false)]
    param()

    $disconnected = [PartnerSecurityScore.SessionTable]::Disconnect($PSCmdlet)
    if ($null -ne $disconnected.Failure) {
        $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $disconnected.Failure -Category AuthenticationError))
    }

    $session = $disconnected.Value
    if ($null -eq $session) {
        $exception = [System.InvalidOperationException]::new('No application to sign out from.')
        $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'NotConnected', $category, $null))
        return
    }
    if ($session.NotForgotten) {
        $PSCmdlet.WriteWarning("This process is signed out, but what was kept for later ones may still be there: $($session.NotForgotten).")
    }
    $session.Context
}
