using System;
using System.Globalization;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>Shows the wait before a retry as progress, for as long as it lasts.</summary>
/// <param name="command">The command that waits.</param>
/// <param name="call">The call it waits for.</param>
/// <param name="pipelineThread">The thread of the command's pipeline, the only one that may write to it.</param>
internal sealed class RetryProgress(PSCmdlet command, PendingCall call, int pipelineThread)
{
    private const double ShortestShown = 2;

    private double shownSeconds = -1;

    internal void Update()
    {
        if (call.Waiting is not { } wait || wait.Seconds <= ShortestShown || Environment.CurrentManagedThreadId != pipelineThread)
        {
            return;
        }

        var left = wait.SecondsLeft;
        if (left <= 0)
        {
            Complete();
            return;
        }

        var seconds = Math.Ceiling(left);
        if (seconds != shownSeconds)
        {
            shownSeconds = seconds;
            var status = string.Format(
                CultureInfo.InvariantCulture,
                "Graph answered {0}. Retry {1} of {2} in {3:0} s.",
                wait.Status,
                wait.Attempt,
                wait.MaxAttempts,
                seconds);
            command.WriteProgress(new ProgressRecord(0, command.MyInvocation.MyCommand.Name, status)
            {
                SecondsRemaining = (int)Math.Min(seconds, int.MaxValue),
                PercentComplete = (int)(100 * (1 - (left / wait.Seconds))),
            });
        }
    }

    internal void Complete()
    {
        if (shownSeconds >= 0)
        {
            shownSeconds = -1;
            command.WriteProgress(new ProgressRecord(0, command.MyInvocation.MyCommand.Name, "Done")
            {
                RecordType = ProgressRecordType.Completed,
            });
        }
    }
}
