using System;
using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Changes the runspace's settings for sending requests.</summary>
[Cmdlet(VerbsCommon.Set, "MgRequestContext", SupportsShouldProcess = true)]
[OutputType(typeof(RequestContext))]
public sealed class SetMgRequestContextCommand : PSCmdlet
{
    /// <summary>The time limit for each response from Microsoft Graph, in seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 2147483)]
    public int ClientTimeout { get; set; }

    /// <summary>The delay in seconds before the first retry, when Graph specifies none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 180)]
    public int RetryDelay { get; set; }

    /// <summary>The maximum number of retries of a request.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 10)]
    public int MaxRetry { get; set; }

    /// <summary>
    /// The number of seconds after the first response within which the delay before a retry must end. The value 0 means
    /// no limit.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 2147483)]
    public int RetriesTimeLimit { get; set; }

    protected override void ProcessRecord()
    {
        if (!ShouldProcess("Microsoft Graph requests", "Set request context"))
        {
            return;
        }

        WriteObject(SessionTable.ChangeRequestContext(context =>
        {
            context.ClientTimeout = IsBound(nameof(ClientTimeout)) ? TimeSpan.FromSeconds(ClientTimeout) : context.ClientTimeout;
            context.RetryDelay = IsBound(nameof(RetryDelay)) ? RetryDelay : context.RetryDelay;
            context.MaxRetry = IsBound(nameof(MaxRetry)) ? MaxRetry : context.MaxRetry;
            context.RetriesTimeLimit = IsBound(nameof(RetriesTimeLimit)) ? TimeSpan.FromSeconds(RetriesTimeLimit) : context.RetriesTimeLimit;
        }));
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
