function Get-MgEnvironment {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
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
        $found = [PartnerSecurityScore.EnvironmentTable]::Find($Name)
        if ($null -ne $found.Failure) {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $found.Failure -Category InvalidArgument))
            return
        }
        $found.Value
    }
}
