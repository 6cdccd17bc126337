# Generated from api/partner-security.json by npm run generate.
function Update-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The whole body: a model, hashtable, pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore]
        [PartnerSecurityScore.BodyTransformation('MicrosoftGraphPartnerSecurityScore')]
        $BodyParameter,

        # The name of a variable that receives the response headers.
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

        # HTTP pipeline steps that run after those of HttpPipelinePrepend.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelineAppend,

        # HTTP pipeline steps that run before all others.
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
        # A statement of a user's step that fails ends the step within a try block only. Elsewhere the next one would run,
        # and send the request.
        try {
            $graph.Send()
        }
        catch {
            throw
        }
        # What Read returns is written here and not by a method, whose exception would not stop the pipeline where the next
        # command fails.
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
