function Connect-MgGraph {
    [CmdletBinding(DefaultParameterSetName = 'AccessTokenParameterSet', PositionalBinding = $false)]
    param(
        # The token that Graph is called with.
        # Null is let through: were it refused before the command begins, an earlier sign-in would stay in force.
        [Parameter(ParameterSetName = 'AccessTokenParameterSet', Mandatory, Position = 1)]
        [AllowNull()]
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
        $session = [PartnerSecurityScore.SessionTable]::Connect($PSCmdlet, $Environment, $AccessToken)
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $_ -Category AuthenticationError))
    }

    if (-not $NoWelcome) {
        $context = $session.Context
        $PSCmdlet.Host.UI.WriteLine("Welcome to Microsoft Graph! Signed in to $($session.Environment.Name) with $($context.AuthType) access.")
    }
}
