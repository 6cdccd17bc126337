function New-RequestErrorRecord {
    # The error record of a request that was not sent, or got no usable answer.
    [CmdletBinding(PositionalBinding = $false)]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        # Why.
        [Parameter(Mandatory)]
        [System.Exception]
        $Failure,

        # The command and its parameter set, which the id is made of.
        [Parameter(Mandatory)]
        [System.String]
        $Operation
    )

    $id = "Microsoft.Graph.Beta.PowerShell.Cmdlets.$($Operation.Replace('-', ''))"
    [System.Management.Automation.ErrorRecord]::new($Failure, $id, [System.Management.Automation.ErrorCategory]::NotSpecified, $null)
}
