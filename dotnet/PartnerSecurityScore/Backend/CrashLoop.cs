using System;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Prevents starts of the backend for a minute after several backends, each within a minute of the previous one, ended
/// without having answered a graph/send call.
/// </summary>
/// <param name="now">Returns the current time.</param>
internal sealed class CrashLoop(Func<DateTime> now)
{
    internal const int Limit = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private int ends;
    private DateTime lastEnd;
    private string lastReason = string.Empty;

    /// <summary>
    /// Resets the count. Called when a backend has answered its first graph/send call and when the module is imported.
    /// </summary>
    internal void Clear() => ends = 0;

    /// <summary>
    /// Counts a backend that did not respond to initialize, or ended without having answered a graph/send call.
    /// </summary>
    internal void Add(string reason)
    {
        var time = now();
        ends = time - lastEnd < Pause ? ends + 1 : 1;
        lastEnd = time;
        lastReason = reason;
    }

    /// <exception cref="BackendException">
    /// Too many backends ended in a row, the last one less than a minute ago.
    /// </exception>
    internal void Check()
    {
        if (ends >= Limit && now() - lastEnd < Pause)
        {
            throw new BackendException(
                "BackendCrashLoop",
                "The module's backend process ended " + ends + " times in a row before it completed a request. Last reason: " + lastReason
                    + ". Nothing was sent. The module waits one minute before it starts the backend again. To retry immediately, run"
                    + " Import-Module PartnerSecurityScore -Force. If the problem persists, reinstall the module.");
        }
    }
}
