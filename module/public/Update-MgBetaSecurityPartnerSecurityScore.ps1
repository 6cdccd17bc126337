# Generated from api/partner-security.json by npm run generate.
function Update-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The complete request body: a model, a hashtable, a pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore]
        [PartnerSecurityScore.BodyTransformation('MicrosoftGraphPartnerSecurityScore')]
        $BodyParameter,

        # The name of the variable that receives the response headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

        # The body properties that do not have their own parameters.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        $AdditionalProperties,

        # The partner's current security score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [single]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'CurrentScore')]
        $CurrentScore,

        # Information about individual customers, for requirements that apply to customers.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityCustomerInsight[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'CustomerInsights')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $CustomerInsights,

        # The recent changes to the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScoreHistory[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'History')]
        $History,

        # The unique identifier, which the service assigns.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'Id')]
        $Id,

        # The time when the data was last checked.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'LastRefreshDateTime')]
        $LastRefreshDateTime,

        # The maximum possible score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [single]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'MaxScore')]
        $MaxScore,

        # The requirements that make up the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityRequirement[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'Requirements')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $Requirements,

        # The time when the score or one of its properties last changed.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'UpdatedDateTime')]
        $UpdatedDateTime,

        # Waits for a .NET debugger to attach.
        [Parameter(DontShow)]
        [switch]
        $Break,

        # The additional HTTP headers for the request.
        [Parameter(ValueFromPipeline)]
        [System.Collections.IDictionary]
        $Headers,

        # The HTTP pipeline steps that run after the steps in HttpPipelinePrepend.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelineAppend,

        # The HTTP pipeline steps that run before all other steps.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelinePrepend,

        # The proxy for the request.
        [Parameter(DontShow)]
        [uri]
        [PartnerSecurityScore.ProxyTransformation()]
        $Proxy,

        # The user name and password for the proxy.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [pscredential]
        [System.Management.Automation.Credential()]
        $ProxyCredential,

        # Authenticates the current user to the proxy.
        [Parameter(DontShow)]
        [switch]
        $ProxyUseDefaultCredentials
    )

    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Update-MgBetaSecurityPartnerSecurityScore')
    }

    process {
        # A failed statement in a user's step stops the step only if a try block surrounds this call. Without one, the
        # step would continue and send the request.
        try {
            $graph.Send()
        }
        catch {
            throw
        }
        # The function writes the output. If a method wrote it and the next command failed, the exception of the method
        # would not stop the pipeline.
        $graph.Read()
        if ($graph.IsStopped) {
            Stop-PartnerSecurityScorePipeline
        }
        $graph.Complete()
    }

    end {
        $graph.End()
    }
}
