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

        # Seconds that Graph has for each answer.
        [Parameter()]
        [ValidateRange(1, 2147483)]
        [System.Double]
        $ClientTimeout = 300,

        # Writes no welcome text.
        [Parameter()]
        [System.Management.Automation.SwitchParameter]
        $NoWelcome
    )

    $connected = [PartnerSecurityScore.SessionTable]::Connect($PSCmdlet, $Environment, $AccessToken, $ClientTimeout)
    if ($null -ne $connected.Failure) {
        $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $connected.Failure -Category AuthenticationError))
    }

    if (-not $NoWelcome) {
        $session = $connected.Value
        $PSCmdlet.Host.UI.WriteLine("Welcome to Microsoft Graph! Signed in to $($session.Environment.Name) with $($session.Context.AuthType) access.")
    }
}
