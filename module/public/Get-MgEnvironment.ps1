function Get-MgEnvironment {
    [OutputType([PartnerSecurityScore.GraphEnvironment])]
    [CmdletBinding(PositionalBinding = $false)]
    param(
        # The environment's name; without it, all are given.
        [Parameter(Position = 0, ValueFromPipelineByPropertyName)]
        [System.String]
        $Name
    )

    process {
        if (-not $Name) {
            [PartnerSecurityScore.EnvironmentTable]::GetAll()
            return
        }
        try {
            $environment = [PartnerSecurityScore.EnvironmentTable]::Get($Name)
        }
        catch {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $_ -Category InvalidArgument))
            return
        }
        $environment
    }
}
