using System;
using System.Globalization;
using System.Management.Automation;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>Tells of each wait before a retry: in a line of -Verbose, and as progress for as long as it lasts.</summary>
/// <param name="command">The command that waits.</param>
/// <param name="call">The call it waits for.</param>
/// <param name="pipelineThread">The thread of the command's pipeline, the only one that may write to it.</param>
internal sealed class RetryProgress(PSCmdlet command, PendingCall call, int pipelineThread)
{
    private const string Activity = "Waiting for Graph";

    private const double ShortestShown = 2;

    /// <summary>With -Debug alone, the engine would ask at each line whether to continue. The debug blocks show every exchange anyway.</summary>
    private readonly bool hasLines =
        command.MyInvocation.BoundParameters.ContainsKey("Verbose") || !command.MyInvocation.BoundParameters.ContainsKey("Debug");

    private double shownSeconds = -1;

    internal void Update()
    {
        if (Environment.CurrentManagedThreadId != pipelineThread)
        {
            return;
        }

        WriteLines();
        if (call.Waiting is not { Seconds: > ShortestShown } wait)
        {
            return;
        }

        var left = wait.SecondsLeft;
        if (left <= 0)
        {
            HideBar();
            return;
        }

        var seconds = Math.Ceiling(left);
        if (seconds != shownSeconds)
        {
            shownSeconds = seconds;
            command.WriteProgress(new ProgressRecord(0, Activity, Sentence(wait) + ".")
            {
                SecondsRemaining = (int)Math.Min(seconds, int.MaxValue),
                PercentComplete = (int)(100 * (1 - (left / wait.Seconds))),
            });
        }
    }

    /// <summary>The call is over, so nothing is waited for any more.</summary>
    internal void Complete()
    {
        HideBar();
        if (Environment.CurrentManagedThreadId == pipelineThread && !command.Stopping)
        {
            WriteLines();
        }
    }

    private void WriteLines()
    {
        while (hasLines && call.Waits.TryDequeue(out var wait))
        {
            command.WriteVerbose(string.Format(CultureInfo.InvariantCulture, "{0} in {1:0.#} s.", Sentence(wait), wait.Seconds));
        }
    }

    private void HideBar()
    {
        if (shownSeconds >= 0)
        {
            shownSeconds = -1;
            command.WriteProgress(new ProgressRecord(0, Activity, "Done")
            {
                RecordType = ProgressRecordType.Completed,
            });
        }
    }

    private static string Sentence(RetryWait wait) => string.Format(
        CultureInfo.InvariantCulture, "Graph returned status {0}. Retry {1} of {2}", wait.Status, wait.Attempt, wait.MaxAttempts);
}
