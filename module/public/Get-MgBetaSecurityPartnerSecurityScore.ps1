# Generated from api/partner-security.json by npm run generate.
function Get-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'Get', PositionalBinding = $false)]
    param(
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
        $ProxyUseDefaultCredentials
    )

    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Get-MgBetaSecurityPartnerSecurityScore')
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
