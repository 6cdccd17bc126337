function Remove-MgEnvironment {
    [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The environment's name.
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
        [System.String]
        $Name
    )

    process {
        try {
            if (-not $PSCmdlet.ShouldProcess($Name, 'Remove environment')) {
                return
            }
            [PartnerSecurityScore.EnvironmentTable]::Remove($Name)
        }
        catch {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $_ -Category InvalidArgument))
        }
    }
}
