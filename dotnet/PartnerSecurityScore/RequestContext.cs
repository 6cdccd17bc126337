using System;

namespace PartnerSecurityScore;

/// <summary>How requests are sent: what Get-MgRequestContext shows.</summary>
public sealed class RequestContext
{
    internal static RequestContext Default { get; } = new();

    /// <summary>The time limit for each answer.</summary>
    public TimeSpan ClientTimeout { get; internal set; } = TimeSpan.FromSeconds(300);

    /// <summary>Seconds before the first retry, where the service does not say how long to wait. It doubles each time.</summary>
    public int RetryDelay { get; internal set; } = 3;

    /// <summary>Retries of one request.</summary>
    public int MaxRetry { get; internal set; } = 3;

    /// <summary>The time limit for all retries of a request together; zero means no limit.</summary>
    public TimeSpan RetriesTimeLimit { get; internal set; } = TimeSpan.Zero;

    internal RequestContext Copy() => (RequestContext)MemberwiseClone();
}
