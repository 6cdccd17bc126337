# Generated from api/partner-security.json by npm run generate.
function Update-MgBetaSecurityPartnerSecurityAlert {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.IMicrosoftGraphPartnerSecurityAlert])]
    [CmdletBinding(DefaultParameterSetName = 'UpdateExpanded', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
        # The alert's identifier.
        [Parameter(ParameterSetName = 'Update', Mandatory)]
        [Parameter(ParameterSetName = 'UpdateExpanded', Mandatory)]
        [string]
        $PartnerSecurityAlertId,

        # The object that contains the id: an identity, a model, a hashtable or a pscustomobject.
        [Parameter(ParameterSetName = 'UpdateViaIdentity', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.ISecurityIdentity]
        [PartnerSecurityScore.IdentityTransformation('Update-MgBetaSecurityPartnerSecurityAlert', 'UpdateViaIdentityExpanded')]
        $InputObject,

        # The whole body: a model, hashtable, pscustomobject or JSON text.
        [Parameter(ParameterSetName = 'UpdateViaIdentity', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'Update', Mandatory, ValueFromPipeline)]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityAlert]
        [PartnerSecurityScore.BodyTransformation('MicrosoftGraphPartnerSecurityAlert')]
        $BodyParameter,

        # The name of a variable that receives the response headers.
        [Parameter()]
        [Alias('RHV')]
        [string]
        $ResponseHeadersVariable,

        # The changes of the alert's status.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [AllowEmptyCollection()]
        [PartnerSecurityScore.IMicrosoftGraphPartnerSecurityActivityLog[]]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ActivityLogs')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $ActivityLogs,

        # Further details, whose names depend on the type of the alert.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'AdditionalDetails')]
        $AdditionalDetails,

        # Properties of the body that have no parameter.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [hashtable]
        $AdditionalProperties,

        # The resources that the alert concerns.
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

        # The identifier of the offer to which the customer's subscription belongs.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'CatalogOfferId')]
        $CatalogOfferId,

        # The confidence in the alert: low, medium or high.
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

        # The description of the alert, and the recommended action.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Description')]
        $Description,

        # The time at which the alert was raised.
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

        # The time at which the activity behind the alert was first observed.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'FirstObservedDateTime')]
        $FirstObservedDateTime,

        # The unique identifier. The service assigns it.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'Id')]
        $Id,

        # Whether the alert is a test.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [switch]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'IsTest')]
        $IsTest,

        # The time at which the activity behind the alert was last observed.
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

        # The time at which the alert was resolved.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [datetime]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ResolvedOnDateTime')]
        $ResolvedOnDateTime,

        # The reason for resolving the alert: legitimate, ignore or fraud.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ResolvedReason')]
        [ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])]
        $ResolvedReason,

        # The severity: informational, low, medium or high.
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

        # The identifier of the tenant of the customer's reseller.
        [Parameter(ParameterSetName = 'UpdateViaIdentityExpanded')]
        [Parameter(ParameterSetName = 'UpdateExpanded')]
        [string]
        [PartnerSecurityScore.PropertyTransformation('MicrosoftGraphPartnerSecurityAlert', 'ValueAddedResellerTenantId')]
        $ValueAddedResellerTenantId,

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
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, 'Update-MgBetaSecurityPartnerSecurityAlert')
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
