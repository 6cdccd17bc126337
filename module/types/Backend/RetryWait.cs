using System;

namespace PartnerSecurityScore;

/// <summary>The backend waits before it sends a request again.</summary>
internal sealed class RetryWait
{
    private RetryWait(int status, int attempt, int maxAttempts, TimeSpan delay)
    {
        Status = status;
        Attempt = attempt;
        MaxAttempts = maxAttempts;
        Delay = delay;
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
    /// <exception cref="System.IO.InvalidDataException">They are not as the protocol has them.</exception>
    internal static RetryWait From(PropertyDictionary message) => new(
        Member.Whole(message, "status"),
        Member.Whole(message, "attempt"),
        Member.Whole(message, "maxAttempts"),
        Member.Seconds(message, "delaySeconds"));
}
