function New-GraphErrorRecord {
    # The error record of an answer with an error status.
    [CmdletBinding(PositionalBinding = $false)]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        [Parameter(Mandatory)]
        [PartnerSecurityScore.GraphResponse]
        $Response,

        # The request's headers, without the token.
        [Parameter(Mandatory)]
        $Headers,

        # The request's body.
        [Parameter(Mandatory)]
        $Body
    )

    $graphError = $Response.ReadGraphError()
    $exception = [PartnerSecurityScore.GraphServiceException]::new($Response, $graphError)
    $target = [PartnerSecurityScore.ErrorTarget]::new($Headers, $Body)
    $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
    $record = [System.Management.Automation.ErrorRecord]::new($exception, $exception.ErrorId, $category, $target)
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($exception.Details)
    $record.ErrorDetails.RecommendedAction = 'See service error codes: https://learn.microsoft.com/graph/errors'
    $record
}
