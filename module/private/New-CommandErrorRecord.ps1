function New-CommandErrorRecord {
    # The error record of a command that could not do what it was asked to, with the message of the cause.
    [CmdletBinding(PositionalBinding = $false)]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        # What was caught.
        [Parameter(Mandatory)]
        [System.Management.Automation.ErrorRecord]
        $Failure,

        [Parameter(Mandatory)]
        [System.Management.Automation.ErrorCategory]
        $Category
    )

    $exception = $Failure.Exception
    while ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
        $exception = $exception.InnerException
    }
    $id = $exception.GetType().Name
    if ($exception -is [PartnerSecurityScore.BackendException]) {
        $id = $exception.Code
    }
    [System.Management.Automation.ErrorRecord]::new($exception, $id, $Category, $null)
}
