function Update-MgBetaSecurityPartnerSecurityScore {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
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
        [PartnerSecurityScore.PropertyTransformation('CurrentScore')]
        $CurrentScore,

        # What certain requirements need to know of each customer.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityCustomerInsight[]]
        [PartnerSecurityScore.PropertyTransformation('CustomerInsights')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $CustomerInsights,

        # Recent changes of the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityScoreHistory[]]
        [PartnerSecurityScore.PropertyTransformation('History')]
        $History,

        # The unique identifier.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.String]
        [PartnerSecurityScore.PropertyTransformation('Id')]
        $Id,

        # When the data was last checked.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.DateTime]
        [PartnerSecurityScore.PropertyTransformation('LastRefreshDateTime')]
        $LastRefreshDateTime,

        # The highest score possible.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.Single]
        [PartnerSecurityScore.PropertyTransformation('MaxScore')]
        $MaxScore,

        # The requirements that make up the score.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityRequirement[]]
        [PartnerSecurityScore.PropertyTransformation('Requirements')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $Requirements,

        # When the score or what belongs to it last changed.
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [System.DateTime]
        [PartnerSecurityScore.PropertyTransformation('UpdatedDateTime')]
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
        [PartnerSecurityScore.ProxyTransformation()]
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
            $preferences = [PartnerSecurityScore.CallerPreferences]::TakeOver($PSCmdlet, $ExecutionContext.SessionState)
            $target = "Call remote 'PATCH /security/partner/securityScore' operation"
            if ($Break) {
                [PartnerSecurityScore.DebuggerAttachment]::Wait($PSCmdlet)
            }
            $begun = [PartnerSecurityScore.GraphRequest]::Begin($PSCmdlet, $PSBoundParameters, $preferences.IsDebug)
            $request = $begun.Value
            if ($null -ne $request -and $request.IsTraced) {
                $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Begin($MyInvocation.MyCommand.Name, $PSCmdlet.ParameterSetName))
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError([PartnerSecurityScore.ErrorRecords]::OfCommand($_.Exception, 'InvalidArgument'))
        }
        if ($null -ne $begun.Failure) {
            $PSCmdlet.ThrowTerminatingError([PartnerSecurityScore.ErrorRecords]::OfCommand($begun.Failure, 'InvalidArgument'))
        }
    }

    # A statement that fails outside of a try block does not end a function: the next one runs. So all that has to
    # succeed before the request is sent stands in one. Errors are written behind it: with -ErrorAction Stop it would
    # catch them.
    process {
        $operation = "Update-MgBetaSecurityPartnerSecurityScore_$($PSCmdlet.ParameterSetName)"
        try {
            $refusal = $request.TakeSession()
            $failure = $refusal
            if ($null -eq $failure) {
                if ($request.HasNewSession -and $request.IsTraced -and $null -ne $request.Context) {
                    $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Authentication($request.Context))
                    $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::Scopes($request.Context))
                }
                $content = $request.Prepare($PSBoundParameters, $BodyParameter, $Headers)
                $failure = $content.Failure
            }
            if ($null -eq $failure) {
                if ($content.Value.HasNotes) {
                    foreach ($note in $content.Value.Notes) {
                        $PSCmdlet.WriteVerbose($note)
                    }
                    if ($null -ne $content.Value.Warning) {
                        $PSCmdlet.WriteWarning($content.Value.Warning)
                    }
                }
                if ($WhatIfPreference) {
                    $plan = $request.Plan($content.Value)
                    if ($request.IsTraced) {
                        # Behind -Debug verbose text would ask whether to go on.
                        $PSCmdlet.WriteDebug($plan)
                    }
                    else {
                        $PSCmdlet.WriteVerbose($plan)
                    }
                }
                $isWanted = $request.ShouldProcess($target, $operation)
                if ($null -eq $isWanted) {
                    Stop-PartnerSecurityScorePipeline
                }
                if (-not $isWanted) {
                    return
                }
                if ($preferences.IsVerboseByPreference) {
                    # The engine says so for -Verbose only.
                    $PSCmdlet.WriteVerbose("Performing the operation `"$operation`" on target `"$target`".")
                }
                if ($ResponseHeadersVariable -and $null -ne $request.Context) {
                    $failure = [PartnerSecurityScore.CallerVariable]::Set($PSCmdlet, $ResponseHeadersVariable, $null)
                }
            }
            if ($null -eq $failure) {
                foreach ($name in $content.Value.UnusedHeaders) {
                    $note = "-Headers: $name does not count, as the module sets it itself."
                    if ($request.IsTraced) {
                        # A warning would ask whether to go on.
                        $PSCmdlet.WriteDebug($note)
                    }
                    else {
                        $PSCmdlet.WriteWarning($note)
                    }
                }
                $sent = $request.Send($content.Value)
                $failure = $sent.Failure
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError([PartnerSecurityScore.ErrorRecords]::OfCommand($_.Exception, 'InvalidOperation'))
        }
        if ($null -ne $refusal) {
            $PSCmdlet.ThrowTerminatingError([PartnerSecurityScore.ErrorRecords]::OfCommand($refusal, 'InvalidOperation'))
        }
        if ($failure -is [PartnerSecurityScore.BodyTextException]) {
            $PSCmdlet.ThrowTerminatingError($failure.ErrorRecord)
        }
        if ($null -ne $failure) {
            $PSCmdlet.WriteError([PartnerSecurityScore.ErrorRecords]::OfRequest($failure, $operation))
            return
        }

        $response = $sent.Value
        if ($request.IsTraced) {
            foreach ($block in [PartnerSecurityScore.DebugText]::Exchanges($response, $content.Value.Json)) {
                $PSCmdlet.WriteDebug($block)
            }
        }
        foreach ($warning in $response.Warnings) {
            $PSCmdlet.WriteWarning($warning)
        }
        $record = $null
        if ($response.IsSuccess) {
            $score = $response.ReadScore()
            if ($null -ne $score.Failure) {
                $record = [PartnerSecurityScore.ErrorRecords]::OfRequest($score.Failure, $operation)
            }
            if ($null -ne $score.Value) {
                # Not $PSCmdlet.WriteObject: as a method's exception, an error of the next command would not stop the pipeline.
                $score.Value
            }
        }
        else {
            $record = [PartnerSecurityScore.ErrorRecords]::OfAnswer($response, $content.Value, $operation)
        }
        if ($ResponseHeadersVariable) {
            $failure = [PartnerSecurityScore.CallerVariable]::Set($PSCmdlet, $ResponseHeadersVariable, $response.Headers)
            if ($null -ne $failure) {
                $PSCmdlet.WriteError([PartnerSecurityScore.ErrorRecords]::OfRequest($failure, $operation))
            }
        }
        # The last of all, as with -ErrorAction Stop nothing comes behind it.
        if ($null -ne $record) {
            $PSCmdlet.WriteError($record)
        }
    }

    end {
        if ($request.IsTraced) {
            $PSCmdlet.WriteDebug([PartnerSecurityScore.DebugText]::End($MyInvocation.MyCommand.Name))
        }
    }
}
