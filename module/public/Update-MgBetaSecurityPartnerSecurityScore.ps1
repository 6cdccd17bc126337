function Update-MgBetaSecurityPartnerSecurityScore {
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The whole body: a model, hashtable, pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScore]
        [PartnerSecurityScore.BodyTransformation()]
        $BodyParameter,

        # The name of a variable that gets the answer's headers.
        [Parameter()]
        [Alias('RHV')]
        [System.String]
        $ResponseHeadersVariable,

        # Properties of the body that have no parameter.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.Collections.Hashtable]
        $AdditionalProperties,

        # The current score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.Single]
        $CurrentScore,

        # What certain requirements need to know of each customer.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityCustomerInsight[]]
        [PartnerSecurityScore.ElementsTransformation('CustomerInsights')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $CustomerInsights,

        # Recent changes of the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScoreHistory[]]
        [PartnerSecurityScore.ElementsTransformation('History')]
        $History,

        # The unique identifier.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.String]
        $Id,

        # When the data was last checked.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.DateTime]
        $LastRefreshDateTime,

        # The highest score possible.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.Single]
        $MaxScore,

        # The requirements that make up the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityRequirement[]]
        [PartnerSecurityScore.ElementsTransformation('Requirements')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $Requirements,

        # When the score or what belongs to it last changed.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.DateTime]
        $UpdatedDateTime,

        # Waits until a .NET debugger is attached.
        [Parameter(DontShow)]
        [System.Management.Automation.SwitchParameter]
        $Break,

        # HTTP headers for the request.
        [Parameter(ValueFromPipeline)]
        [System.Collections.IDictionary]
        $Headers,

        # HTTP steps behind those of HttpPipelinePrepend.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelineAppend,

        # HTTP steps around all others.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [PartnerSecurityScore.SendAsyncStep[]]
        $HttpPipelinePrepend,

        # The proxy for the request.
        [Parameter(DontShow)]
        [System.Uri]
        $Proxy,

        # The user and password for the proxy.
        [Parameter(DontShow)]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential]
        [System.Management.Automation.Credential()]
        $ProxyCredential,

        # Signs in to the proxy as the current user.
        [Parameter(DontShow)]
        [System.Management.Automation.SwitchParameter]
        $ProxyUseDefaultCredentials
    )

    begin {
        try {
            # A module does not see preferences set in its caller's own scope; without this, a caller's -WhatIf would be lost.
            $callerVariables = $PSCmdlet.SessionState.PSVariable
            if (-not $PSBoundParameters.ContainsKey('WhatIf')) { $WhatIfPreference = $callerVariables.GetValue('WhatIfPreference', $WhatIfPreference) }
            if (-not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = $callerVariables.GetValue('ConfirmPreference', $ConfirmPreference) }
            if (-not $PSBoundParameters.ContainsKey('Verbose')) { $VerbosePreference = $callerVariables.GetValue('VerbosePreference', $VerbosePreference) }
            if (-not $PSBoundParameters.ContainsKey('Debug')) { $DebugPreference = $callerVariables.GetValue('DebugPreference', $DebugPreference) }
            if (-not $PSBoundParameters.ContainsKey('WarningAction')) { $WarningPreference = $callerVariables.GetValue('WarningPreference', $WarningPreference) }
            if (-not $PSBoundParameters.ContainsKey('ErrorAction')) { $ErrorActionPreference = $callerVariables.GetValue('ErrorActionPreference', $ErrorActionPreference) }

            if (-not $PSBoundParameters.ContainsKey('ProgressAction')) { $ProgressPreference = $callerVariables.GetValue('ProgressPreference', $ProgressPreference) }

            $isVerboseByPreference = -not $PSBoundParameters.ContainsKey('Verbose') -and [string]$VerbosePreference -notin 'SilentlyContinue', 'Ignore'
            $target = "Call remote 'PATCH /security/partner/securityScore' operation"
            $headersAreArgument = $PSBoundParameters.ContainsKey('Headers')
            $bodyIsArgument = $PSBoundParameters.ContainsKey('BodyParameter')
            if ($ResponseHeadersVariable -match ':') {
                throw [System.ArgumentException]::new("-ResponseHeadersVariable takes the name of a variable without a scope, not '$ResponseHeadersVariable'.")
            }
            if ($Break) {
                [PartnerSecurityScore.DebuggerAttachment]::Wait($PSCmdlet)
            }
            $request = [PartnerSecurityScore.GraphRequest]::new($PSCmdlet, $PSBoundParameters)
            $request.IsTraced = [string]$DebugPreference -notin 'SilentlyContinue', 'Ignore'
            if ($request.IsTraced) {
                $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Begin($MyInvocation.MyCommand.Name, $PSCmdlet.ParameterSetName))
                if ($null -ne $request.Session) {
                    $context = $request.Session.Context
                    $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Authentication($context))
                    $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Scopes($context))
                }
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $_ -Category InvalidArgument))
        }
    }

    # A statement that fails outside of a try block does not end a function: the next one runs. So whatever has to
    # succeed before the request is sent stands in a try block.
    process {
        $operation = "Update-MgBetaSecurityPartnerSecurityScore_$($PSCmdlet.ParameterSetName)"
        try {
            if ($PSCmdlet.ParameterSetName -eq 'Update') {
                $body = $BodyParameter
            }
            else {
                $body = [PartnerSecurityScore.RequestBody]::FromParameters($PSBoundParameters)
            }
            $json = $body.ToJsonString()

            # The engine binds a piped dictionary to both parameters; where it is the body, it is not headers too.
            $isPipedBody = $PSCmdlet.ParameterSetName -eq 'Update' -and -not $bodyIsArgument
            $requestHeaders = $Headers
            if ($isPipedBody -and -not $headersAreArgument) {
                $requestHeaders = $null
            }
            $headerList = [PartnerSecurityScore.RequestHeaders]::From($requestHeaders, $PSVersionTable['PSVersion'])
        }
        catch {
            $PSCmdlet.WriteError((New-RequestErrorRecord -Failure $_ -Operation $operation))
            return
        }

        try {
            if (-not $PSCmdlet.ShouldProcess($target, $operation)) {
                return
            }
            if ($isVerboseByPreference) {
                # The engine says so for -Verbose only.
                $PSCmdlet.WriteVerbose("Performing the operation `"$operation`" on target `"$target`".")
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError((New-CommandErrorRecord -Failure $_ -Category InvalidOperation))
        }

        $response = $null
        $score = $null
        try {
            if ($null -eq $request.Session) {
                throw [System.InvalidOperationException]::new('Authentication needed. Please call Connect-MgGraph.')
            }
            if ($ResponseHeadersVariable) {
                Set-CallerVariable -Name $ResponseHeadersVariable -Value $null -Cmdlet $PSCmdlet
            }
            $response = $request.Send('PATCH', '/beta/security/partner/securityScore', $headerList, $json)
            if ($response.IsSuccess) {
                $score = $response.ReadScore()
            }
        }
        catch {
            $PSCmdlet.WriteError((New-RequestErrorRecord -Failure $_ -Operation $operation -Response $response))
        }

        if ($null -eq $response) {
            return
        }
        foreach ($exchange in $response.Tries) {
            $answerBody = if ([System.Object]::ReferenceEquals($exchange, $response.Tries[-1])) { $response.Body } else { '' }
            $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Request($exchange, $json))
            $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Response($exchange, $answerBody))
        }
        foreach ($warning in $response.GetHeader('Warning')) {
            $PSCmdlet.WriteWarning($warning)
        }
        if (-not $response.IsSuccess) {
            $PSCmdlet.WriteError((New-GraphErrorRecord -Response $response -Headers $headerList -Body $body))
        }
        if ($null -ne $score) {
            # Not $PSCmdlet.WriteObject: as a method's exception, an error of the next command would not stop the pipeline.
            $score
        }
        try {
            if ($ResponseHeadersVariable) {
                Set-CallerVariable -Name $ResponseHeadersVariable -Value $response.Headers -Cmdlet $PSCmdlet
            }
        }
        catch {
            $PSCmdlet.WriteError((New-CommandErrorRecord -Failure $_ -Category WriteError))
        }
    }

    end {
        if ($request.IsTraced) {
            $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::End($MyInvocation.MyCommand.Name))
        }
    }
}
