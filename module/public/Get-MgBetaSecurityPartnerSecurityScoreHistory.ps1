# Generated from api/partner-security.json by npm run generate.
function Get-MgBetaSecurityPartnerSecurityScoreHistory {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScoreHistory])]
    [CmdletBinding(DefaultParameterSetName = 'List', PositionalBinding = $false)]
    param(
        # The history entry's identifier.
        [Parameter(ParameterSetName = 'Get', Mandatory)]
        [string]
        $SecurityScoreHistoryId,

        # The object that contains the id: an identity, a model, a hashtable or a pscustomobject.
        [Parameter(ParameterSetName = 'GetViaIdentity', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.ISecurityIdentity]
        [PartnerSecurityScore.IdentityTransformation('Get-MgBetaSecurityPartnerSecurityScoreHistory', 'GetViaIdentity')]
        $InputObject,

        # Related objects to read along.
        [Parameter()]
        [Alias('Expand')]
        [AllowEmptyCollection()]
        [string[]]
        $ExpandProperty,

        # Properties to read; all where none is named.
        [Parameter()]
        [Alias('Select')]
        [AllowEmptyCollection()]
        [string[]]
        $Property,

        # A condition that objects have to meet.
        [Parameter(ParameterSetName = 'List')]
        [string]
        $Filter,

        # Text to search for.
        [Parameter(ParameterSetName = 'List')]
        [string]
        $Search,

        # How many objects to pass over.
        [Parameter(ParameterSetName = 'List')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $Skip,

        # Properties to sort by, each with desc behind it for the other direction.
        [Parameter(ParameterSetName = 'List')]
        [Alias('OrderBy')]
        [AllowEmptyCollection()]
        [string[]]
        $Sort,

        # How many objects to read at most.
        [Parameter(ParameterSetName = 'List')]
        [Alias('Limit')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $Top,

        # The name of a variable that receives the response headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

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
        $ProxyUseDefaultCredentials,

        # The maximum number of objects on a page.
        [Parameter(ParameterSetName = 'List')]
        [int]
        [PartnerSecurityScore.OptionTransformation()]
        $PageSize,

        # Reads all pages.
        [Parameter(ParameterSetName = 'List')]
        [switch]
        $All,

        # The name of a variable that receives the number of all objects.
        [Parameter(ParameterSetName = 'List')]
        [Alias('CV')]
        [string]
        $CountVariable
    )

    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Get-MgBetaSecurityPartnerSecurityScoreHistory')
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
