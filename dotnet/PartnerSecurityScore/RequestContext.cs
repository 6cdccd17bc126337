using System;

namespace PartnerSecurityScore;

/// <summary>The settings for sending requests, as shown by Get-MgRequestContext.</summary>
public sealed class RequestContext
{
    internal static RequestContext Default { get; } = new();

    /// <summary>The time limit for each response.</summary>
    public TimeSpan ClientTimeout { get; internal set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// The delay in seconds before the first retry when the service specifies none. The delay doubles with each retry.
    /// </summary>
    public int RetryDelay { get; internal set; } = 3;

    /// <summary>The maximum number of retries of a request.</summary>
    public int MaxRetry { get; internal set; } = 3;

    /// <summary>The time limit for all retries of a request together. Zero means no limit.</summary>
    public TimeSpan RetriesTimeLimit { get; internal set; } = TimeSpan.Zero;

    internal RequestContext Copy() => (RequestContext)MemberwiseClone();
}
