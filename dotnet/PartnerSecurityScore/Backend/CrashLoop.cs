using System;

namespace PartnerSecurityScore.Backend;

/// <summary>Ends the starting of backends where each of them ends before it has done anything.</summary>
/// <param name="now">The clock.</param>
internal sealed class CrashLoop(Func<DateTime> now)
{
    internal const int Limit = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private int ends;
    private DateTime lastEnd;
    private string lastReason = string.Empty;

    /// <summary>A backend answered a request.</summary>
    internal void Clear() => ends = 0;

    /// <summary>A backend ended that had answered none.</summary>
    internal void Add(string reason)
    {
        var time = now();
        ends = time - lastEnd < Pause ? ends + 1 : 1;
        lastEnd = time;
        lastReason = reason;
    }

    /// <exception cref="BackendException">None is to be started now.</exception>
    internal void Check()
    {
        if (ends >= Limit && now() - lastEnd < Pause)
        {
            throw new BackendException(
                "BackendCrashLoop",
                "The module's backend process ended " + ends + " times in a row before it completed a request. Last reason: " + lastReason
                    + ". Nothing was sent. The module will not start the backend again for one minute. To retry immediately, run"
                    + " Import-Module PartnerSecurityScore -Force. If the problem persists, reinstall the module.");
        }
    }
}
