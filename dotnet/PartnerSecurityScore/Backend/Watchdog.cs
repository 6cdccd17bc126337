using System;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Detects a backend that is running but unresponsive. While calls are pending, it counts the seconds without a
/// message. It sends a ping after <see cref="AskAfter"/> seconds and gives up after <see cref="GiveUpAfter"/> seconds.
/// It counts timer ticks instead of measuring time, because a sleeping or overloaded machine delays both processes.
/// </summary>
/// <param name="isNeeded">Returns whether calls are pending.</param>
/// <param name="ask">Sends a ping to the backend.</param>
/// <param name="giveUp">Called with the number of seconds without a message, when the watchdog gives up.</param>
internal sealed class Watchdog(Func<bool> isNeeded, Action ask, Action<int> giveUp)
{
    internal const int AskAfter = 10;
    internal const int GiveUpAfter = 30;

    /// <summary>The tick length, which tests shorten.</summary>
    private static int millisecondsPerTick = 1000;

    private readonly object gate = new();
    private Timer? timer;
    private int isRunning;
    private int silentTicks;

    /// <summary>The time limit for the backend to start and to respond to initialize.</summary>
    internal static TimeSpan Limit => TimeSpan.FromMilliseconds((double)GiveUpAfter * millisecondsPerTick);

    internal void MarkAlive() => Volatile.Write(ref silentTicks, 0);

    /// <summary>Starts the timer if it is not running. Called when a call becomes pending.</summary>
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

    /// <summary>Stops the watchdog permanently.</summary>
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

            // A call that became pending before the timer stopped did not start it again.
            if (isNeeded())
            {
                Begin();
            }

            return;
        }

        switch (Interlocked.Increment(ref silentTicks))
        {
            case AskAfter:
                ask();
                break;
            case GiveUpAfter:
                giveUp(GiveUpAfter);
                break;
        }
    }
}
