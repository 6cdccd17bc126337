using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// The backend of this PowerShell process, shared by all runspaces. If the backend ends, the next command that needs it
/// starts a new one. The backend is closed after a delay when no open runspace has imported the module or has a
/// session, and no call is pending. An import during the delay, such as Import-Module -Force, keeps the backend
/// running.
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

    /// <summary>The ID of the backend's process, or null when the backend is still starting or not running.</summary>
    public static int? ProcessId =>
        current is { Status: TaskStatus.RanToCompletion, Result.HasEnded: false } started ? started.Result.ProcessId : null;

    /// <summary>
    /// Registers an import of the module in the current runspace. If no backend is running, starts one without waiting
    /// for it.
    /// </summary>
    /// <param name="folder">The module's folder.</param>
    /// <param name="anySession">Returns whether any open runspace has a session.</param>
    /// <param name="newRequests">Creates the handler for a new backend's requests.</param>
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

    /// <summary>
    /// Unregisters an import of the module in the current runspace. Closes the backend after a delay if it is unused.
    /// </summary>
    internal static void Release()
    {
        var runspace = Runspace.DefaultRunspace;
        lock (Gate)
        {
            // A closing runspace may already have been removed.
            var index = Importers.FindIndex(importer => importer.TryGetTarget(out var target) && ReferenceEquals(target, runspace));
            if (index >= 0)
            {
                Importers.RemoveAt(index);
            }
        }

        CloseIfUnused();
    }

    /// <summary>Closes the backend after a delay, unless it is needed now or at the end of the delay.</summary>
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

    /// <summary>
    /// Waits until the backend has started, and returns it. If the last backend has ended, a new one is started.
    /// </summary>
    /// <exception cref="BackendException">The backend cannot be started.</exception>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
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

    /// <summary>Closes a session in the backend, if the backend is running. Does not wait for the response.</summary>
    internal static void CloseSession(string id)
    {
        if (current is { Status: TaskStatus.RanToCompletion, Result.HasEnded: false } started)
        {
            started.Result.Call(Protocol.CloseSession, writer => writer.Property("session", id));
        }
    }

    /// <summary>Waits until the task is complete or the command is stopped.</summary>
    /// <param name="onStop">Called when the command is stopped before the task is complete.</param>
    /// <param name="onPoll">Called repeatedly until the task is complete.</param>
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

    /// <summary>
    /// Determines whether a backend failed to start or has ended. The method also passes a backend to CrashLoop.Add if
    /// it did not respond to initialize or ended before it answered a graph/send call, unless the backend was released.
    /// Callers must therefore discard the backend when the method returns true.
    /// </summary>
    private static bool HasFailed(Task<BackendConnection> last)
    {
        if (last.IsFaulted)
        {
            if (last.Exception!.InnerException is BackendException { FailedStart: { } end })
            {
                CrashLoop.Add(end.Reason);
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
