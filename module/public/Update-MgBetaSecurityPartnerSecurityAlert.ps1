# Generated from api/partner-security.json by npm run generate.
function Update-MgBetaSecurityPartnerSecurityAlert {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityAlert])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The identifier of the alert.
        [Parameter(ParameterSetName = 'Update', Mandatory)]
        [Parameter(ParameterSetName = 'UpdateExpanded', Mandatory)]
        [string]
        $PartnerSecurityAlertId,

        # The object that contains the identifier: an identity, a model, a hashtable, a pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'UpdateViaIdentity', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.ISecurityIdentity]
        [PartnerSecurityScore.IdentityTransformation('Update-MgBetaSecurityPartnerSecurityAlert', 'UpdateViaIdentityExpanded')]
        $InputObject,

        # The complete request body: a model, a hashtable, a pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'UpdateViaIdentity', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityAlert]
        [PartnerSecurityScore.BodyTransformation('MicrosoftGraphPartnerSecurityAlert')]
        $BodyParameter,

        # The name of the variable that receives the response headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

        # The changes to the alert's status.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityActivityLog[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ActivityLogs')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $ActivityLogs,

        # Additional details. Their names depend on the type of the alert.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'AdditionalDetails')]
        $AdditionalDetails,

        # The body properties that do not have their own parameters.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        $AdditionalProperties,

        # The resources that the alert reports as affected.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityAffectedResource[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'AffectedResources')]
        $AffectedResources,

        # The type of the alert, such as networkConnectionsToCryptoMiningPools.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'AlertType')]
        $AlertType,

        # The identifier of the offer that the customer's subscription belongs to.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'CatalogOfferId')]
        $CatalogOfferId,

        # The confidence level of the alert: low, medium or high.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ConfidenceLevel')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $ConfidenceLevel,

        # The identifier of the customer's tenant.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'CustomerTenantId')]
        $CustomerTenantId,

        # The description of the alert and the recommended action.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Description')]
        $Description,

        # The time when the alert was raised.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'DetectedDateTime')]
        $DetectedDateTime,

        # The title of the alert.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'DisplayName')]
        $DisplayName,

        # The time when the activity that caused the alert was first observed.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'FirstObservedDateTime')]
        $FirstObservedDateTime,

        # The unique identifier, which the service assigns.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Id')]
        $Id,

        # Whether the alert is a test alert.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [switch]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'IsTest')]
        $IsTest,

        # The time when the activity that caused the alert was last observed.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'LastObservedDateTime')]
        $LastObservedDateTime,

        # The user who resolved the alert.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ResolvedBy')]
        $ResolvedBy,

        # The time when the alert was resolved.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ResolvedOnDateTime')]
        $ResolvedOnDateTime,

        # The reason why the alert was resolved: legitimate, ignore or fraud.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ResolvedReason')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $ResolvedReason,

        # The severity of the alert: informational, low, medium or high.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Severity')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $Severity,

        # The status of the alert: active, investigating or resolved.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Status')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $Status,

        # The identifier of the customer's subscription.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'SubscriptionId')]
        $SubscriptionId,

        # The identifier of the value-added reseller's tenant.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ValueAddedResellerTenantId')]
        $ValueAddedResellerTenantId,

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
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Update-MgBetaSecurityPartnerSecurityAlert')
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
