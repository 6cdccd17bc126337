using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore;

/// <summary>
/// Which session of this module a runspace uses: its own once it tried to sign in, even where that failed, and until then the one of
/// the process. The session of the process is the one of the runspace that first imported the module; when that one is
/// closed there is none any more. So a runspace never writes with the token of another tenant than it has signed in to
/// itself, or than the first runspace has.
/// </summary>
public static class SessionTable
{
    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, Slot> Slots = new();
    private static readonly List<KeyValuePair<string, WeakReference<GraphSession>>> Opened = [];
    private static WeakReference<Runspace>? firstRunspace;

    /// <summary>The session of this runspace, or null where it is not signed in.</summary>
    public static GraphSession? Current
    {
        get
        {
            lock (Gate)
            {
                var own = OwnSlot();
                return own.HasSignedIn ? own.Session : ProcessSlot()?.Session;
            }
        }
    }

    /// <summary>Whether this runspace signed in, or tried to.</summary>
    internal static bool HasOwnSignIn
    {
        get
        {
            lock (Gate)
            {
                return OwnSlot().HasSignedIn;
            }
        }
    }

    /// <summary>Who was signed in to Microsoft.Graph.Authentication when this runspace signed in; null for nobody.</summary>
    internal static AuthContext? BesideOwnSignIn
    {
        get
        {
            lock (Gate)
            {
                return OwnSlot().Beside;
            }
        }
    }

    /// <summary>How requests of this runspace are sent: its own settings once it has set any, and until then those of the process.</summary>
    public static RequestContext RequestContext
    {
        get
        {
            lock (Gate)
            {
                return OwnSlot().RequestContext ?? ProcessSlot()?.RequestContext ?? RequestContext.Default;
            }
        }
    }

    /// <summary>Changes how requests of this runspace are sent; null leaves a setting as it is.</summary>
    public static RequestContext SetRequestContext(double? clientTimeout, int? retryDelay, int? maxRetry, double? retriesTimeLimit)
    {
        lock (Gate)
        {
            var changed = RequestContext.Copy();
            changed.ClientTimeout = clientTimeout is double timeout ? TimeSpan.FromSeconds(timeout) : changed.ClientTimeout;
            changed.RetryDelay = retryDelay ?? changed.RetryDelay;
            changed.MaxRetry = maxRetry ?? changed.MaxRetry;
            changed.RetriesTimeLimit = retriesTimeLimit is double limit ? TimeSpan.FromSeconds(limit) : changed.RetriesTimeLimit;
            return OwnSlot().RequestContext = changed;
        }
    }

    /// <summary>Signs this runspace out, without ending a session that others share.</summary>
    public static void Leave() => Use(null);

    /// <summary>Signs this runspace in; where that fails, for whatever reason, it is signed out.</summary>
    /// <param name="command">Connect-MgGraph.</param>
    /// <param name="bound">Its bound parameters.</param>
    /// <returns>The session, or why there is none.</returns>
    public static Attempt<GraphSession> Connect(PSCmdlet command, IDictionary<string, object> bound) => Attempt<GraphSession>.Of(() =>
    {
        Use(null);
        var beside = Attempt<AuthContext>.Of(() => AuthenticationModule.Find(command)?.Context()).Value;
        lock (Gate)
        {
            OwnSlot().Beside = beside;
        }

        CloseUnused();
        var parameters = new SignInParameters(command.ParameterSetName, bound);
        var session = new GraphSession(parameters.Environment(), parameters.Credential());
        lock (Gate)
        {
            Opened.Add(new KeyValuePair<string, WeakReference<GraphSession>>(session.Id, new WeakReference<GraphSession>(session)));
        }

        session.Open(command);
        Use(session);
        if (parameters.ClientTimeout is double clientTimeout)
        {
            SetRequestContext(clientTimeout, null, null, null);
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
            session = Current;
            OwnSlot().Session = null;
            if (ProcessSlot() is Slot shared && ReferenceEquals(shared.Session, session))
            {
                shared.Session = null;
            }
        }

        session?.Close(command);
        return session;
    });

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

    private static void Use(GraphSession? session)
    {
        lock (Gate)
        {
            var own = OwnSlot();
            own.Session = session;
            own.HasSignedIn = true;
        }
    }

    private static Slot OwnSlot() => Slots.GetOrCreateValue(Runspace.DefaultRunspace);

    private static Slot? ProcessSlot() =>
        OpenFirstRunspace() is Runspace first && Slots.TryGetValue(first, out var slot) ? slot : null;

    private static Runspace? OpenFirstRunspace() =>
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first)
            && first.RunspaceStateInfo.State == RunspaceState.Opened
            ? first
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

        // Outside of the lock: a backend that does not read would keep every runspace waiting.
        foreach (var session in unused)
        {
            BackendHost.CloseSession(session.Key);
        }
    }

    private sealed class Slot
    {
        internal GraphSession? Session { get; set; }

        internal bool HasSignedIn { get; set; }

        internal AuthContext? Beside { get; set; }

        internal RequestContext? RequestContext { get; set; }
    }
}
