function Add-MgEnvironment {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.GraphEnvironment])]
    [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The environment's name.
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
        [System.String]
        $Name,

        # The URL that tokens come from.
        [Parameter(Position = 1, ValueFromPipelineByPropertyName)]
        [Alias('AzureADUrl')]
        [System.String]
        $AzureADEndpoint,

        # The URL of Graph: https, or http for a loopback address.
        [Parameter(Mandatory, Position = 2, ValueFromPipelineByPropertyName)]
        [Alias('MsGraphUrl')]
        [System.String]
        $GraphEndpoint
    )

    process {
        try {
            if (-not $PSCmdlet.ShouldProcess($Name, 'Add environment')) {
                return
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }

        $done = [PartnerSecurityScore.EnvironmentTable]::Add($Name, $AzureADEndpoint, $GraphEndpoint)
        if ($null -ne $done.Failure) {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $done.Failure -Category InvalidArgument))
            return
        }
        $done.Value
    }
}
