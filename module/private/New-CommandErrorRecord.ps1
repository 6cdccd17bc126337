function New-CommandErrorRecord {
    # The error record of a command that could not do what it was asked to, with the message of the cause.
    [CmdletBinding(PositionalBinding = $false)]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        # Why.
        [Parameter(Mandatory)]
        [System.Exception]
        $Failure,

        [Parameter(Mandatory)]
        [System.Management.Automation.ErrorCategory]
        $Category
    )

    [PartnerSecurityScore.ErrorRecords]::OfCommand($Failure, $Category)
}
