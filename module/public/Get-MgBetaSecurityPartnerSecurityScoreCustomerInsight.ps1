# Generated from api/partner-security.json by npm run generate.
function Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityCustomerInsight])]
    [CmdletBinding(DefaultParameterSetName = 'List', PositionalBinding = $false)]
    param(
        # The identifier of the customer's tenant.
        [Parameter(ParameterSetName = 'Get', Mandatory)]
        [string]
        $CustomerInsightTenantId,

        # The object that contains the identifier: an identity, a model, a hashtable, a pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'GetViaIdentity', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.ISecurityIdentity]
        [PartnerSecurityScore.IdentityTransformation('Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight', 'GetViaIdentity')]
        $InputObject,

        # The related objects to include.
        [Parameter()]
        [Alias('Expand')]
        [AllowEmptyCollection()]
        [string[]]
        $ExpandProperty,

        # The properties to return. If omitted, the service chooses them.
        [Parameter()]
        [Alias('Select')]
        [AllowEmptyCollection()]
        [string[]]
        $Property,

        # The condition that objects must meet, as an OData expression.
        [Parameter(ParameterSetName = 'List')]
        [string]
        $Filter,

        # The text to search for.
        [Parameter(ParameterSetName = 'List')]
        [string]
        $Search,

        # The number of objects to skip.
        [Parameter(ParameterSetName = 'List')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $Skip,

        # The properties to sort by. Add desc after a property name to sort in descending order.
        [Parameter(ParameterSetName = 'List')]
        [Alias('OrderBy')]
        [AllowEmptyCollection()]
        [string[]]
        $Sort,

        # The maximum number of objects to return.
        [Parameter(ParameterSetName = 'List')]
        [Alias('Limit')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $Top,

        # The name of the variable that receives the response headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

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
        $ProxyUseDefaultCredentials,

        # The maximum number of objects per page.
        [Parameter(ParameterSetName = 'List')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $PageSize,

        # Reads all pages.
        [Parameter(ParameterSetName = 'List')]
        [switch]
        $All,

        # The name of the variable that receives the total number of objects.
        [Parameter(ParameterSetName = 'List')]
        [Alias('CV')]
        [string]
        $CountVariable
    )

    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Get-MgBetaSecurityPartnerSecurityScoreCustomerInsight')
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
