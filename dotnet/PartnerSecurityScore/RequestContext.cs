using System;

namespace PartnerSecurityScore;

/// <summary>The settings for sending requests, as shown by Get-MgRequestContext.</summary>
public sealed class RequestContext
{
    internal static RequestContext Default { get; } = new();

    /// <summary>The time limit for each response. Each retry and each redirect has the full limit.</summary>
    public TimeSpan ClientTimeout { get; internal set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// The delay in seconds before the first retry when the service specifies none. The delay doubles with each retry,
    /// and up to 20 % is added at random.
    /// </summary>
    public int RetryDelay { get; internal set; } = 3;

    /// <summary>The maximum number of retries of a request.</summary>
    public int MaxRetry { get; internal set; } = 3;

    /// <summary>
    /// The time after the first response within which the delay before a retry must end. It starts again after a redirect.
    /// Zero means no limit.
    /// </summary>
    public TimeSpan RetriesTimeLimit { get; internal set; } = TimeSpan.Zero;

    internal RequestContext Copy() => (RequestContext)MemberwiseClone();
}
