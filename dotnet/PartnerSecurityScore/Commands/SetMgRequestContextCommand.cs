using System;
using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Changes how requests of this runspace are sent.</summary>
[Cmdlet(VerbsCommon.Set, "MgRequestContext", SupportsShouldProcess = true)]
[OutputType(typeof(RequestContext))]
public sealed class SetMgRequestContextCommand : PSCmdlet
{
    /// <summary>Seconds that Graph has for each answer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 2147483)]
    public int ClientTimeout { get; set; }

    /// <summary>Seconds before the first retry, where Graph does not say how long to wait.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 180)]
    public int RetryDelay { get; set; }

    /// <summary>Retries of one request.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 10)]
    public int MaxRetry { get; set; }

    /// <summary>Seconds for all retries of one request together; 0 sets no limit.</summary>
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
