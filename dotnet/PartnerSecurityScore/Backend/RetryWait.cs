using System.Diagnostics;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>The backend's wait before it retries a request.</summary>
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

    /// <summary>The HTTP status that caused the retry.</summary>
    internal int Status { get; }

    /// <summary>The number of the retry, starting at 1.</summary>
    internal int Attempt { get; }

    internal int MaxAttempts { get; }

    /// <summary>The duration of the entire wait in seconds, which can exceed the range of .NET's time types.</summary>
    internal double Seconds { get; }

    internal double SecondsLeft => Seconds - watch.Elapsed.TotalSeconds;

    /// <param name="message">The params of a graph/waiting notification.</param>
    /// <exception cref="System.IO.InvalidDataException">The params do not conform to the protocol.</exception>
    internal static RetryWait From(PropertyDictionary message) => new(
        MessageReader.Whole(message, "status"),
        MessageReader.Whole(message, "attempt"),
        MessageReader.Whole(message, "maxAttempts"),
        MessageReader.Seconds(message, "delaySeconds"));
}
