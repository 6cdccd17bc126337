using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// The one backend of this PowerShell process, for all its runspaces. A new one takes the place of one that ended. Where no
/// runspace that is in use has the module any more, and none has a session, it is ended after a while: an import within
/// that time, as Import-Module -Force does, goes on with it.
/// </summary>
public static class BackendHost
{
    private const int StopPollMilliseconds = 20;
    private const int UnusedMilliseconds = 5000;

    private static readonly object Gate = new();
    private static readonly CrashLoop CrashLoop = new(() => DateTime.UtcNow);
    private static string moduleFolder = string.Empty;
    private static Func<bool>? hasSession;
    private static Func<IBackendRequests>? createRequests;
    private static Task<BackendConnection>? current;
    private static readonly List<WeakReference<Runspace>> Importers = [];
    private static Timer? unused;

    /// <summary>The id of the backend's process, or null while none runs.</summary>
    public static int? ProcessId =>
        current is { Status: TaskStatus.RanToCompletion, Result.HasEnded: false } started ? started.Result.ProcessId : null;

    /// <summary>Begins the start without waiting for it; import calls this.</summary>
    /// <param name="folder">The module's.</param>
    /// <param name="anySession">Whether a runspace that is in use has a session.</param>
    /// <param name="newRequests">Makes what answers a new backend.</param>
    internal static void StartInBackground(string folder, Func<bool> anySession, Func<IBackendRequests> newRequests)
    {
        var runspace = Runspace.DefaultRunspace;
        runspace.StateChanged -= OnRunspaceState;
        runspace.StateChanged += OnRunspaceState;
        lock (Gate)
        {
            moduleFolder = folder;
            hasSession = anySession;
            createRequests = newRequests;
            Importers.Add(new WeakReference<Runspace>(runspace));
            CrashLoop.Clear();
            if (current is null || HasFailed(current))
            {
                current = Begin();
            }
        }
    }

    /// <summary>An import in this runspace is taken back.</summary>
    internal static void Release()
    {
        var runspace = Runspace.DefaultRunspace;
        lock (Gate)
        {
            // A runspace that is closing may have been taken out already.
            var index = Importers.FindIndex(importer => importer.TryGetTarget(out var target) && ReferenceEquals(target, runspace));
            if (index >= 0)
            {
                Importers.RemoveAt(index);
            }
        }

        CloseIfUnused();
    }

    /// <summary>Ends the backend in a while, unless somebody needs it by then.</summary>
    internal static void CloseIfUnused()
    {
        lock (Gate)
        {
            if (!IsNeeded())
            {
                unused ??= new Timer(_ => CloseUnused());
                unused.Change(UnusedMilliseconds, Timeout.Infinite);
            }
        }
    }

    /// <summary>The running backend, started again where the last one ended.</summary>
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

    private static void OnRunspaceState(object? sender, RunspaceStateEventArgs state) => CloseIfUnused();

    private static bool IsNeeded()
    {
        Importers.RemoveAll(importer => !importer.TryGetTarget(out var runspace) || !RunspaceLife.IsOpen(runspace));
        return Importers.Count > 0 || hasSession!();
    }

    private static void CloseUnused()
    {
        BackendConnection last;
        lock (Gate)
        {
            if (current is null || IsNeeded())
            {
                return;
            }

            if (!current.IsCompleted || (current.Status == TaskStatus.RanToCompletion && current.Result.IsAtWork))
            {
                unused!.Change(UnusedMilliseconds, Timeout.Infinite);
                return;
            }

            if (HasFailed(current))
            {
                current = null;
                return;
            }

            last = current.Result;
            current = null;
        }

        last.Release();
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
        var folder = moduleFolder;
        var requests = createRequests!();
        return Task.Factory.StartNew(
            () => BackendConnection.Open(BackendProgram.Require(folder), ModuleVersion.Text, requests, OnWork),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
