# Generated from api/partner-security.json by npm run generate.
function Get-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'Get', PositionalBinding = $false)]
    param(
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
        $ProxyUseDefaultCredentials
    )

    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Get-MgBetaSecurityPartnerSecurityScore')
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
