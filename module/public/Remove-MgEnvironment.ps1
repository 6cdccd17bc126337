function Remove-MgEnvironment {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
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
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }

        $done = [PartnerSecurityScore.EnvironmentTable]::Remove($Name)
        if ($null -ne $done.Failure) {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $done.Failure -Category InvalidArgument))
        }
    }
}
