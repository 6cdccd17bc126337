using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>The one backend of this PowerShell process, for all its runspaces. A new one takes the place of one that ended.</summary>
public static class BackendHost
{
    private const int StopPollMilliseconds = 20;

    private static readonly object Gate = new();
    private static readonly CrashLoop CrashLoop = new(() => DateTime.UtcNow);
    private static string path = string.Empty;
    private static Task<BackendConnection>? current;
    private static int imports;

    /// <summary>The id of the backend's process, or null while none runs.</summary>
    public static int? ProcessId =>
        current is { Status: TaskStatus.RanToCompletion, Result.HasEnded: false } started ? started.Result.ProcessId : null;

    /// <summary>Begins the start without waiting for it; import calls this.</summary>
    internal static void StartInBackground(string backendPath)
    {
        lock (Gate)
        {
            path = backendPath;
            imports++;
            CrashLoop.Clear();
            if (current is null || HasFailed(current))
            {
                current = Begin();
            }
        }
    }

    /// <summary>An import is taken back. With the last one the backend ends, unless it is at work.</summary>
    internal static void Release()
    {
        lock (Gate)
        {
            imports--;
            if (imports == 0 && current is Task<BackendConnection> last)
            {
                last.ContinueWith(
                    started => started.Result.Release(),
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
    }

    /// <summary>The running backend, started anew where the last one ended.</summary>
    /// <exception cref="BackendException">It can't be started.</exception>
    internal static BackendConnection Connect(PSCmdlet command)
    {
        Task<BackendConnection> starting;
        lock (Gate)
        {
            if (current is not null && HasFailed(current))
            {
                current = null;
            }

            if (current is null)
            {
                CrashLoop.Check();
                current = Begin();
            }

            starting = current;
        }

        return Wait(starting, command, null);
    }

    /// <summary>Makes the backend forget a session, where one runs.</summary>
    /// <param name="id">The session's id.</param>
    internal static void CloseSession(string id)
    {
        if (current is { Status: TaskStatus.RanToCompletion, Result.HasEnded: false } started)
        {
            started.Result.Call(Protocol.CloseSession, writer => writer.Property("session", id));
        }
    }

    /// <summary>Waits for the task, or until the command is stopped.</summary>
    /// <param name="onStop">What to do when the command is stopped before the task is done.</param>
    /// <param name="onPoll">Called again and again while the task is not done.</param>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    internal static T Wait<T>(Task<T> task, PSCmdlet command, Action? onStop, Action? onPoll = null)
    {
        while (!IsDone(task))
        {
            if (command.Stopping)
            {
                onStop?.Invoke();
                throw new PipelineStoppedException();
            }

            onPoll?.Invoke();
        }

        return task.GetAwaiter().GetResult();
    }

    private static bool IsDone(Task task)
    {
        try
        {
            return task.Wait(StopPollMilliseconds);
        }
        catch (AggregateException)
        {
            return true;
        }
    }

    /// <summary>Counts the end of a backend that had done nothing yet: to be asked once of each.</summary>
    private static bool HasFailed(Task<BackendConnection> last)
    {
        if (last.IsFaulted)
        {
            if (last.Exception!.InnerException is BackendException { FailedStart: string reason })
            {
                CrashLoop.Add(reason);
            }

            return true;
        }

        if (last.Status != TaskStatus.RanToCompletion || !last.Result.HasEnded)
        {
            return false;
        }

        if (!last.Result.HasWorked && !last.Result.IsReleased)
        {
            CrashLoop.Add(last.Result.EndReason);
        }

        return true;
    }

    private static void OnWork()
    {
        lock (Gate)
        {
            CrashLoop.Clear();
        }
    }

    private static Task<BackendConnection> Begin()
    {
        var start = path;
        return Task.Factory.StartNew(
            () => BackendConnection.Open(start, ModuleVersion.Text, OnWork),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
