using System;
using System.Management.Automation;

namespace AuthenticationStandIn;

public sealed class RequestContext
{
    internal static RequestContext Current { get; } = new();

    public TimeSpan ClientTimeout { get; internal set; } = TimeSpan.FromSeconds(300);

    public int RetryDelay { get; internal set; } = 3;

    public int MaxRetry { get; internal set; } = 3;

    public TimeSpan RetriesTimeLimit { get; internal set; }
}

public sealed class GraphOption
{
    internal static GraphOption Current { get; } = new();

    public bool DisableWAMForMSGraph { get; internal set; }
}

[Cmdlet(VerbsCommon.Get, "MgRequestContext")]
public sealed class GetMgRequestContext : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(RequestContext.Current);
}

[Cmdlet(VerbsCommon.Set, "MgRequestContext", SupportsShouldProcess = true)]
public sealed class SetMgRequestContext : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public double? ClientTimeout { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 180)]
    public int? RetryDelay { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 10)]
    public int? MaxRetry { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public double? RetriesTimeLimit { get; set; }

    protected override void ProcessRecord()
    {
        var context = RequestContext.Current;
        context.ClientTimeout = ClientTimeout is double timeout ? TimeSpan.FromSeconds(timeout) : context.ClientTimeout;
        context.RetryDelay = RetryDelay ?? context.RetryDelay;
        context.MaxRetry = MaxRetry ?? context.MaxRetry;
        context.RetriesTimeLimit = RetriesTimeLimit is double limit ? TimeSpan.FromSeconds(limit) : context.RetriesTimeLimit;
        WriteObject(context);
    }
}

[Cmdlet(VerbsCommon.Get, "MgGraphOption")]
public sealed class GetMgGraphOption : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(GraphOption.Current);
}

[Cmdlet(VerbsCommon.Set, "MgGraphOption")]
public sealed class SetMgGraphOption : PSCmdlet
{
    [Parameter]
    public bool DisableLoginByWAM { get; set; }

    protected override void ProcessRecord() => GraphOption.Current.DisableWAMForMSGraph = DisableLoginByWAM;
}
