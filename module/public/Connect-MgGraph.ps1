function Connect-MgGraph {
    [CmdletBinding(DefaultParameterSetName = 'AccessTokenParameterSet', PositionalBinding = $false)]
    param(
        # The token that Graph is called with.
        [Parameter(ParameterSetName = 'AccessTokenParameterSet', Mandatory, Position = 1)]
        [System.Security.SecureString]
        $AccessToken,

        # The cloud to sign in to: one that Get-MgEnvironment lists.
        [Parameter()]
        [Alias('EnvironmentName', 'NationalCloud')]
        [System.String]
        $Environment = 'Global',

        # Writes no welcome text.
        [Parameter()]
        [System.Management.Automation.SwitchParameter]
        $NoWelcome
    )

    try {
        $known = [PartnerSecurityScore.EnvironmentTable]::Get($Environment)
        $session = [PartnerSecurityScore.SessionTable]::Connect($PSCmdlet, $known, $AccessToken)
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $_ -Category AuthenticationError))
    }

    if (-not $NoWelcome) {
        $context = $session.Context
        $PSCmdlet.Host.UI.WriteLine("Welcome to Microsoft Graph! Signed in to $($known.Name) with $($context.AuthType) access.")
    }
}
