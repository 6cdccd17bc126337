using System.Diagnostics;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>The backend waits before it sends a request again, for as long as the service asked it to.</summary>
internal sealed class RetryWait
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    private RetryWait(int status, int attempt, int maxAttempts, double seconds)
    {
        Status = status;
        Attempt = attempt;
        MaxAttempts = maxAttempts;
        Seconds = seconds;
    }

    /// <summary>The status that is the reason for the retry.</summary>
    internal int Status { get; }

    /// <summary>The number of the retry, from 1.</summary>
    internal int Attempt { get; }

    internal int MaxAttempts { get; }

    /// <summary>The seconds of the whole wait. They may exceed the range of .NET's types for time.</summary>
    internal double Seconds { get; }

    internal double SecondsLeft => Seconds - watch.Elapsed.TotalSeconds;

    /// <param name="message">The params of graph/waiting.</param>
    /// <exception cref="System.IO.InvalidDataException">They are not as the protocol has them.</exception>
    internal static RetryWait From(PropertyDictionary message) => new(
        MessageReader.Whole(message, "status"),
        MessageReader.Whole(message, "attempt"),
        MessageReader.Whole(message, "maxAttempts"),
        MessageReader.Seconds(message, "delaySeconds"));
}
