using System;
using System.Globalization;

namespace PartnerSecurityScore;

/// <summary>The backend waits before it sends a request again.</summary>
internal sealed class RetryWait
{
    private RetryWait(int status, int attempt, int maxAttempts, double delaySeconds)
    {
        Status = status;
        Attempt = attempt;
        MaxAttempts = maxAttempts;
        Delay = TimeSpan.FromSeconds(delaySeconds);
        End = DateTime.UtcNow + Delay;
    }

    /// <summary>The status that is the reason for the retry.</summary>
    internal int Status { get; }

    /// <summary>The number of the retry, from 1.</summary>
    internal int Attempt { get; }

    internal int MaxAttempts { get; }

    internal TimeSpan Delay { get; }

    internal DateTime End { get; }

    /// <param name="message">The params of graph/waiting.</param>
    internal static RetryWait From(PropertyDictionary message) => new(
        Convert.ToInt32(message["status"], CultureInfo.InvariantCulture),
        Convert.ToInt32(message["attempt"], CultureInfo.InvariantCulture),
        Convert.ToInt32(message["maxAttempts"], CultureInfo.InvariantCulture),
        Convert.ToDouble(message["delaySeconds"], CultureInfo.InvariantCulture));
}
