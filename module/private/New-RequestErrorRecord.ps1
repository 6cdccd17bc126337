function New-RequestErrorRecord {
    # The error record of a request that got no usable answer.
    [CmdletBinding(PositionalBinding = $false)]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        # What was caught.
        [Parameter(Mandatory)]
        [System.Management.Automation.ErrorRecord]
        $Failure,

        # The command and its parameter set, which the id is made of.
        [Parameter(Mandatory)]
        [System.String]
        $Operation,

        # The answer, where one came that can't be read.
        [Parameter()]
        [AllowNull()]
        $Response
    )

    # A method that is called from a script has its exception wrapped by the engine.
    $exception = $Failure.Exception
    while ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
        $exception = $exception.InnerException
    }
    if ($exception -is [PartnerSecurityScore.BackendException]) {
        $exception = $exception.ForScripts
    }
    if ($null -ne $Response) {
        $exception = [System.FormatException]::new(
            "Graph accepted the request (status $($Response.StatusCode)), but its answer can't be read: $($exception.Message)", $exception)
    }
    $id = "Microsoft.Graph.Beta.PowerShell.Cmdlets.$($Operation.Replace('-', ''))"
    [System.Management.Automation.ErrorRecord]::new($exception, $id, [System.Management.Automation.ErrorCategory]::NotSpecified, $null)
}
