# Generated from api/partner-security.json by npm run generate.
function Update-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The complete body: a model, a hashtable, a pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore]
        [PartnerSecurityScore.BodyTransformation('MicrosoftGraphPartnerSecurityScore')]
        $BodyParameter,

        # The name of the variable that receives the answer's headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

        # Properties of the body that have no parameter.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        $AdditionalProperties,

        # The current score of the partner.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [single]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'CurrentScore')]
        $CurrentScore,

        # Information about individual customers, for the requirements that concern customers.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityCustomerInsight[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'CustomerInsights')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $CustomerInsights,

        # Recent changes of the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScoreHistory[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'History')]
        $History,

        # The unique identifier. The service assigns it.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'Id')]
        $Id,

        # The time at which the data was last checked.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'LastRefreshDateTime')]
        $LastRefreshDateTime,

        # The highest possible score.
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

        # The time at which the score or a property of it last changed.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityScore', 'UpdatedDateTime')]
        $UpdatedDateTime,

        # Waits until a .NET debugger is attached.
        [Parameter(DontShow)]
        [switch]
        $Break,

        # HTTP headers for the request.
        [Parameter(ValueFromPipeline)]
        [System.Collections.IDictionary]
        $Headers,

        # HTTP steps that run after those of HttpPipelinePrepend.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelineAppend,

        # HTTP steps that run before all others.
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
        # A failed statement in a user's step stops the step only inside a try block. Elsewhere, the step would continue
        # and send the request.
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
