function Set-MgRequestContext {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.RequestContext])]
    [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # Seconds that Graph has for each answer.
        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateRange(1, 2147483)]
        [System.Int32]
        $ClientTimeout,

        # Seconds before the first retry, where Graph does not say how long to wait.
        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateRange(0, 180)]
        [System.Int32]
        $RetryDelay,

        # Retries of one request.
        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateRange(0, 10)]
        [System.Int32]
        $MaxRetry,

        # Seconds for all retries of one request together; 0 sets no limit.
        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateRange(0, 2147483)]
        [System.Int32]
        $RetriesTimeLimit
    )

    process {
        try {
            if (-not $PSCmdlet.ShouldProcess('Microsoft Graph requests', 'Set request context')) {
                return
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }

        [PartnerSecurityScore.SessionTable]::SetRequestContext(
            $PSBoundParameters['ClientTimeout'],
            $PSBoundParameters['RetryDelay'],
            $PSBoundParameters['MaxRetry'],
            $PSBoundParameters['RetriesTimeLimit'])
    }
}
