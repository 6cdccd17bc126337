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

    # A method that is called from a script has its exception wrapped by the engine.
    $exception = $Failure
    while ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
        $exception = $exception.InnerException
    }
    $id = $exception.GetType().Name
    if ($exception -is [PartnerSecurityScore.BackendException]) {
        $id = $exception.Code
    }
    [System.Management.Automation.ErrorRecord]::new($exception, $id, $Category, $null)
}
