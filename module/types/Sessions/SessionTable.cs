using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>
/// Which session of this module a runspace uses: its own once it tried to sign in, even where that failed, and until then
/// the one of the process. The session of the process is the one of the runspace that first imported the module; when that
/// runspace is closed there is none any more. So a runspace never writes with the token of another tenant than it has
/// signed in to itself, or than the first runspace has. A runspace that is reset, as ForEach-Object -Parallel does before it
/// uses one again, begins anew; the first one keeps its sign-in.
/// </summary>
public static class SessionTable
{
    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, RunspaceSignIn> SignIns = new();
    private static readonly List<WeakReference<RunspaceSignIn>> Known = [];
    private static readonly List<KeyValuePair<string, WeakReference<GraphSession>>> Opened = [];
    private static WeakReference<Runspace>? firstRunspace;

    /// <summary>Whether a runspace that is in use has a session.</summary>
    internal static bool HasSession
    {
        get
        {
            lock (Gate)
            {
                Known.RemoveAll(known => !known.TryGetTarget(out var signIn) || !signIn.IsInUse);
                return Known.Exists(known => known.TryGetTarget(out var signIn) && signIn.Session is not null);
            }
        }
    }

    /// <summary>The session of this runspace, or null where it is not signed in.</summary>
    /// <param name="caller">The session state of the command that asks.</param>
    public static GraphSession? Current(SessionState caller)
    {
        lock (Gate)
        {
            return Own(caller) is { HasSignedIn: true } own ? own.Session : OfProcess()?.Session;
        }
    }

    /// <summary>How requests of this runspace are sent: its own settings once it has set any, and until then those of the process.</summary>
    /// <param name="caller">The session state of the command that asks.</param>
    public static RequestContext RequestContext(SessionState caller)
    {
        lock (Gate)
        {
            return Own(caller)?.RequestContext ?? OfProcess()?.RequestContext ?? PartnerSecurityScore.RequestContext.Default;
        }
    }

    /// <summary>Changes how requests of this runspace are sent; null leaves a setting as it is.</summary>
    public static RequestContext SetRequestContext(
        SessionState caller, double? clientTimeout, int? retryDelay, int? maxRetry, double? retriesTimeLimit)
    {
        lock (Gate)
        {
            var changed = RequestContext(caller).Copy();
            changed.ClientTimeout = clientTimeout is double timeout ? TimeSpan.FromSeconds(timeout) : changed.ClientTimeout;
            changed.RetryDelay = retryDelay ?? changed.RetryDelay;
            changed.MaxRetry = maxRetry ?? changed.MaxRetry;
            changed.RetriesTimeLimit = retriesTimeLimit is double limit ? TimeSpan.FromSeconds(limit) : changed.RetriesTimeLimit;
            return OwnOrNew(caller).RequestContext = changed;
        }
    }

    /// <summary>Signs this runspace in; where that fails, for whatever reason, it is signed out.</summary>
    /// <param name="command">Connect-MgGraph.</param>
    /// <param name="bound">Its bound parameters.</param>
    /// <returns>The session, or why there is none.</returns>
    public static Attempt<GraphSession> Connect(PSCmdlet command, IDictionary<string, object> bound) => Attempt<GraphSession>.Of(() =>
    {
        var caller = command.SessionState;
        Use(caller, null);
        var beside = Attempt<AuthContext>.Of(() => AuthenticationModule.Find(command)?.Context()).Value;
        lock (Gate)
        {
            OwnOrNew(caller).Beside = beside;
        }

        CloseUnused();
        var parameters = new SignInParameters(command.ParameterSetName, bound);
        var session = new GraphSession(parameters.Environment(), parameters.Credential());
        lock (Gate)
        {
            Opened.Add(new KeyValuePair<string, WeakReference<GraphSession>>(session.Id, new WeakReference<GraphSession>(session)));
        }

        session.Open(command, new ProxySources(null));
        Use(caller, session);
        if (parameters.ClientTimeout is double clientTimeout)
        {
            SetRequestContext(caller, clientTimeout, null, null, null);
        }

        return session;
    });

    /// <summary>Signs this runspace out. Where it used the session of the process, that one ends for all that share it.</summary>
    /// <param name="command">Disconnect-MgGraph.</param>
    /// <returns>The session that was in use, or null where there was none.</returns>
    public static Attempt<GraphSession> Disconnect(PSCmdlet command) => Attempt<GraphSession>.Of(() =>
    {
        GraphSession? session;
        lock (Gate)
        {
            session = Current(command.SessionState);
            if (OfProcess() is { } shared && ReferenceEquals(shared.Session, session))
            {
                shared.Session = null;
            }
        }

        Use(command.SessionState, null);
        session?.Close(command);
        return session;
    });

    /// <summary>Signs this runspace out, without ending a session that others share.</summary>
    /// <param name="caller">The session state of the command that signs in.</param>
    internal static void SignOut(SessionState caller) => Use(caller, null);

    /// <summary>This runspace's sign-in, or null where it never tried to sign in since it was last reset.</summary>
    /// <param name="caller">The session state of the command that asks.</param>
    internal static RunspaceSignIn? OwnSignIn(SessionState caller)
    {
        lock (Gate)
        {
            return Own(caller) is { HasSignedIn: true } own ? own : null;
        }
    }

    /// <returns>The session of this id, or null where nobody uses it any more.</returns>
    internal static GraphSession? Find(string id)
    {
        lock (Gate)
        {
            var entry = Opened.Find(known => known.Key == id);
            return entry.Value is not null && entry.Value.TryGetTarget(out var session) ? session : null;
        }
    }

    internal static void RegisterRunspace()
    {
        lock (Gate)
        {
            // Never another one, also when it is closed: a runspace that relied on its session would go on with a
            // session of somebody else.
            firstRunspace ??= new WeakReference<Runspace>(Runspace.DefaultRunspace);
        }
    }

    private static void Use(SessionState caller, GraphSession? session)
    {
        lock (Gate)
        {
            var own = OwnOrNew(caller);
            own.Session = session;
            own.HasSignedIn = true;
        }

        BackendHost.CloseIfUnused();
    }

    private static RunspaceSignIn? Own(SessionState caller)
    {
        var runspace = Runspace.DefaultRunspace;
        if (!SignIns.TryGetValue(runspace, out var own) || IsFirst(runspace) || own.IsMarkedIn(caller))
        {
            return own;
        }

        SignIns.Remove(runspace);
        own.Session = null;
        return null;
    }

    private static RunspaceSignIn OwnOrNew(SessionState caller)
    {
        if (Own(caller) is { } own)
        {
            return own;
        }

        var runspace = Runspace.DefaultRunspace;
        var added = new RunspaceSignIn(runspace);
        if (!IsFirst(runspace))
        {
            added.MarkIn(caller);
        }

        SignIns.Add(runspace, added);
        Known.Add(new WeakReference<RunspaceSignIn>(added));
        return added;
    }

    private static bool IsFirst(Runspace runspace) =>
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first) && ReferenceEquals(first, runspace);

    private static RunspaceSignIn? OfProcess() =>
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first) && RunspaceSignIn.IsOpen(first)
            && SignIns.TryGetValue(first, out var signIn)
            ? signIn
            : null;

    /// <summary>
    /// Makes the backend forget the sessions that no runspace and no command holds any more. They can't be closed
    /// when they are replaced: a command that is running goes on with the one it began with.
    /// </summary>
    private static void CloseUnused()
    {
        List<KeyValuePair<string, WeakReference<GraphSession>>> unused;
        lock (Gate)
        {
            unused = Opened.FindAll(entry => !entry.Value.TryGetTarget(out _));
            Opened.RemoveAll(entry => unused.Contains(entry));
        }

        foreach (var session in unused)
        {
            BackendHost.CloseSession(session.Key);
        }
    }
}
