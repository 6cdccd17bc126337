function Connect-MgGraph {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [CmdletBinding(DefaultParameterSetName = 'UserParameterSet', PositionalBinding = $false)]
    param(
        # The delegated permissions to ask the user for.
        [Parameter(ParameterSetName = 'UserParameterSet', Position = 1)]
        [System.String[]]
        [PartnerSecurityScore.SignsOut()]
        $Scopes,

        # The id of the application to sign in as; of the identity, for one that a user has assigned to this host.
        # Empty text is let through here and below: were it refused before the command begins, an earlier sign-in would stay in force.
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Mandatory, Position = 1)]
        [Parameter(ParameterSetName = 'UserParameterSet')]
        [Parameter(ParameterSetName = 'IdentityParameterSet')]
        [Alias('AppId', 'ApplicationId')]
        [AllowEmptyString()]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $ClientId,

        # The tenant to sign in to: its id or domain name.
        [Parameter(ParameterSetName = 'UserParameterSet')]
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')]
        [Parameter(ParameterSetName = 'AppSecretCredentialParameterSet')]
        [Alias('Audience', 'Tenant')]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $TenantId,

        # Signs the user in on another device, with a code, in place of a browser here.
        [Parameter(ParameterSetName = 'UserParameterSet')]
        [Alias('UseDeviceAuthentication', 'DeviceCode', 'DeviceAuth', 'Device')]
        [System.Management.Automation.SwitchParameter]
        [PartnerSecurityScore.SignsOut()]
        $UseDeviceCode,

        # The subject of the application's certificate, such as CN=name.
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Position = 2)]
        [Alias('CertificateSubject', 'CertificateName')]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $CertificateSubjectName,

        # The thumbprint of the application's certificate.
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Position = 3)]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $CertificateThumbprint,

        # Whether the certificates above the application's go along, for applications that trust by subject and issuer.
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')]
        [System.Boolean]
        [PartnerSecurityScore.SignsOut()]
        $SendCertificateChain,

        # The application's certificate itself, with its private key.
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')]
        [System.Security.Cryptography.X509Certificates.X509Certificate2]
        [PartnerSecurityScore.SignsOut()]
        $Certificate,

        # The application's id as the user name, its client secret as the password.
        [Parameter(ParameterSetName = 'AppSecretCredentialParameterSet')]
        [Alias('SecretCredential', 'Credential')]
        [System.Management.Automation.PSCredential]
        [PartnerSecurityScore.SignsOut()]
        $ClientSecretCredential,

        # Signs in as the identity that Azure gives to this host.
        [Parameter(ParameterSetName = 'IdentityParameterSet')]
        [Alias('ManagedIdentity', 'ManagedServiceIdentity', 'MSI')]
        [System.Management.Automation.SwitchParameter]
        [PartnerSecurityScore.SignsOut()]
        $Identity,

        # The token that Graph is called with.
        # Null is let through, for the reason above.
        [Parameter(ParameterSetName = 'AccessTokenParameterSet', Mandatory, Position = 1)]
        [AllowNull()]
        [System.Security.SecureString]
        [PartnerSecurityScore.SignsOut()]
        $AccessToken,

        # Signs in as the application that the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and so on describe.
        [Parameter(ParameterSetName = 'EnvironmentVariableParameterSet')]
        [System.Management.Automation.SwitchParameter]
        [PartnerSecurityScore.SignsOut()]
        $EnvironmentVariable,

        # Process keeps the sign-in in memory; CurrentUser keeps a user's for later processes, encrypted.
        [Parameter(ParameterSetName = 'UserParameterSet')]
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')]
        [Parameter(ParameterSetName = 'AppSecretCredentialParameterSet')]
        [Parameter(ParameterSetName = 'IdentityParameterSet')]
        [Parameter(ParameterSetName = 'EnvironmentVariableParameterSet')]
        [ValidateSet('Process', 'CurrentUser')]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $ContextScope,

        # The cloud to sign in to: one that Get-MgEnvironment lists.
        [Parameter()]
        [Alias('EnvironmentName', 'NationalCloud')]
        [System.String]
        [PartnerSecurityScore.SignsOut()]
        $Environment = 'Global',

        # Seconds that Graph has for each answer.
        [Parameter()]
        [ValidateRange(1, 2147483)]
        [System.Double]
        [PartnerSecurityScore.SignsOut()]
        $ClientTimeout = 300,

        # Writes no welcome text.
        [Parameter()]
        [System.Management.Automation.SwitchParameter]
        [PartnerSecurityScore.SignsOut()]
        $NoWelcome,

        # Waits until a .NET debugger is attached.
        [Parameter(DontShow)]
        [System.Management.Automation.SwitchParameter]
        [PartnerSecurityScore.SignsOut()]
        $Break
    )

    if ($Break) {
        [PartnerSecurityScore.DebuggerAttachment]::Wait($PSCmdlet)
    }
    $connected = [PartnerSecurityScore.SessionTable]::Connect($PSCmdlet, $PSBoundParameters)
    if ($null -ne $connected.Failure) {
        $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $connected.Failure -Category AuthenticationError))
    }

    $session = $connected.Value
    if ($session.NotKept) {
        $PSCmdlet.WriteWarning("This sign-in stays in the memory of this process and is not kept for later ones: $($session.NotKept).")
    }
    if (-not $NoWelcome) {
        $PSCmdlet.Host.UI.WriteLine("Welcome to Microsoft Graph! Signed in to $($session.Environment.Name) with $($session.Context.AuthType) access.")
    }
}
