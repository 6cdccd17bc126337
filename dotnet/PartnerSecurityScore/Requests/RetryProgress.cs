using System;
using System.Globalization;
using System.Management.Automation;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Reports each wait before a retry with a verbose message. If the wait is longer than two seconds, a progress bar is also shown
/// until it ends.
/// </summary>
/// <param name="pipelineThread">
/// The id of the pipeline thread, the only thread that can write to the command's streams.
/// </param>
internal sealed class RetryProgress(PSCmdlet command, PendingCall call, int pipelineThread)
{
    private const string Activity = "Waiting for Graph";

    private const double ShortestShown = 2;

    /// <summary>
    /// Whether to write verbose messages. With -Debug alone, the engine would prompt at each message whether to continue, and the
    /// debug messages already show every exchange.
    /// </summary>
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

    /// <summary>Hides the progress bar and writes the remaining messages when the call has succeeded or failed.</summary>
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
