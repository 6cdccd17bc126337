using System;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Notices a backend that lives but no longer does anything. While calls wait it counts seconds in which nothing came;
/// after some it asks for a sign of life, after more it gives up. It counts its own ticks and not the time: on a
/// machine that slept, or that is busy with other things, both sides stood still.
/// </summary>
/// <param name="isNeeded">Whether calls wait.</param>
/// <param name="ask">Asks the backend for a sign of life.</param>
/// <param name="giveUp">Called once nothing came for too long; how many seconds that were.</param>
internal sealed class Watchdog(Func<bool> isNeeded, Action ask, Action<int> giveUp)
{
    internal const int AskAfter = 10;
    internal const int GiveUpAfter = 30;

    /// <summary>Tests shorten it.</summary>
    private static int millisecondsPerTick = 1000;

    private readonly object gate = new();
    private Timer? timer;
    private int isRunning;
    private int silentTicks;

    /// <summary>What a backend has to start in, and to answer in.</summary>
    internal static TimeSpan Limit => TimeSpan.FromMilliseconds((double)GiveUpAfter * millisecondsPerTick);

    internal void MarkAlive() => Volatile.Write(ref silentTicks, 0);

    /// <summary>A call waits.</summary>
    internal void Begin()
    {
        if (Volatile.Read(ref isRunning) != 0)
        {
            return;
        }

        lock (gate)
        {
            if (isRunning == 0)
            {
                isRunning = 1;
                silentTicks = 0;
                timer ??= new Timer(_ => Tick());
                timer.Change(millisecondsPerTick, millisecondsPerTick);
            }
        }
    }

    /// <summary>For good.</summary>
    internal void End()
    {
        lock (gate)
        {
            isRunning = 1;
            timer?.Dispose();
            timer = null;
        }
    }

    private void Tick()
    {
        if (!isNeeded())
        {
            lock (gate)
            {
                timer?.Change(Timeout.Infinite, Timeout.Infinite);
                isRunning = timer is null ? 1 : 0;
            }

            // A call that came in between found it running.
            if (isNeeded())
            {
                Begin();
            }

            return;
        }

        switch (Interlocked.Increment(ref silentTicks))
        {
            case AskAfter:
                // It may block if the backend's input is full. The next tick runs on another thread.
                ask();
                break;
            case GiveUpAfter:
                giveUp(GiveUpAfter);
                break;
        }
    }
}
