using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Coexistence;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// Which session of this module a runspace uses: its own once it tried to sign in, even where that failed, and until then
/// the one of the process. The session of the process is the one of the runspace that first imported the module; when that
/// runspace is closed there is none any more. So a runspace never writes with the token of another tenant than it has
/// signed in to itself, or than the first runspace has. A runspace that is reset, as ForEach-Object -Parallel does before it
/// uses one again, begins again; the first one keeps its sign-in.
/// </summary>
internal static class SessionTable
{
    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, SessionState> States = new();
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

    /// <summary>The session of this runspace, or null if it is not signed in.</summary>
    /// <exception cref="InvalidOperationException">The module is not imported in this runspace.</exception>
    internal static GraphSession? Current
    {
        get
        {
            lock (Gate)
            {
                return Own() is { HasSignedIn: true } own ? own.Session : OfProcess()?.Session;
            }
        }
    }

    /// <summary>How requests of this runspace are sent: its own settings once it has set any, and until then those of the process.</summary>
    internal static RequestContext RequestContext
    {
        get
        {
            lock (Gate)
            {
                return Own()?.RequestContext ?? OfProcess()?.RequestContext ?? RequestContext.Default;
            }
        }
    }

    /// <summary>Changes how requests of this runspace are sent.</summary>
    /// <returns>How they are sent from now on.</returns>
    internal static RequestContext ChangeRequestContext(Action<RequestContext> change)
    {
        lock (Gate)
        {
            var changed = RequestContext.Copy();
            change(changed);
            return OwnOrNew().RequestContext = changed;
        }
    }

    /// <summary>Signs this runspace in; where that fails, for whatever reason, it is signed out.</summary>
    /// <param name="command">Connect-MgGraph.</param>
    /// <param name="parameters">What it was called with.</param>
    /// <param name="onBegin">Gets the session before anything is sent for it.</param>
    internal static GraphSession Connect(PSCmdlet command, SignInParameters parameters, Action<GraphSession> onBegin)
    {
        Use(null);
        var beside = Result<AuthContext>.Of(() => AuthenticationModule.Find(command)?.Context()).Value;
        lock (Gate)
        {
            OwnOrNew().Beside = beside;
        }

        CloseUnused();
        var session = new GraphSession(parameters.Environment(), parameters.Credential());
        onBegin(session);
        lock (Gate)
        {
            Opened.Add(new KeyValuePair<string, WeakReference<GraphSession>>(session.Id, new WeakReference<GraphSession>(session)));
        }

        session.Open(command, new ProxySources(null));
        Use(session);
        if (parameters.ClientTimeout is double clientTimeout)
        {
            ChangeRequestContext(context => context.ClientTimeout = TimeSpan.FromSeconds(clientTimeout));
        }

        return session;
    }

    /// <summary>Signs this runspace out. Where it used the session of the process, that one ends for all that share it.</summary>
    /// <param name="command">Disconnect-MgGraph.</param>
    /// <returns>The session that was in use, or null if there was none.</returns>
    internal static GraphSession? Disconnect(PSCmdlet command)
    {
        GraphSession? session;
        lock (Gate)
        {
            session = Current;
            if (OfProcess() is { } shared && ReferenceEquals(shared.Session, session))
            {
                shared.Session = null;
            }
        }

        Use(null);
        session?.Close(command);
        return session;
    }

    /// <summary>Signs this runspace out, without ending a session that others share.</summary>
    internal static void SignOut() => Use(null);

    /// <summary>This runspace's sign-in, or null if it never tried to sign in since it was last reset.</summary>
    internal static RunspaceSignIn? OwnSignIn
    {
        get
        {
            lock (Gate)
            {
                return Own() is { HasSignedIn: true } own ? own : null;
            }
        }
    }

    /// <summary>The sign-in of the runspace that imported the module first, or null if it never tried to sign in.</summary>
    internal static RunspaceSignIn? SignInOfProcess
    {
        get
        {
            lock (Gate)
            {
                return OfProcess() is { HasSignedIn: true } first ? first : null;
            }
        }
    }

    /// <returns>The session of this id, or null if nobody uses it any more.</returns>
    internal static GraphSession? Find(string id)
    {
        lock (Gate)
        {
            var entry = Opened.Find(known => known.Key == id);
            return entry.Value is not null && entry.Value.TryGetTarget(out var session) ? session : null;
        }
    }

    /// <summary>The module is imported in this runspace.</summary>
    /// <param name="module">The session state of the module, by which the runspace's own variables are reached.</param>
    internal static void RegisterRunspace(SessionState module)
    {
        lock (Gate)
        {
            States.Remove(Runspace.DefaultRunspace);
            States.Add(Runspace.DefaultRunspace, module);

            // Never another one, also when it is closed: a runspace that relied on its session would go on with a
            // session of somebody else.
            firstRunspace ??= new WeakReference<Runspace>(Runspace.DefaultRunspace);
        }
    }

    private static void Use(GraphSession? session)
    {
        lock (Gate)
        {
            var own = OwnOrNew();
            own.Session = session;
            own.HasSignedIn = true;
        }

        BackendHost.CloseIfUnused();
    }

    private static RunspaceSignIn? Own()
    {
        var runspace = Runspace.DefaultRunspace;
        var state = StateOf(runspace);
        if (!SignIns.TryGetValue(runspace, out var own) || IsFirst(runspace) || own.IsMarkedIn(state))
        {
            return own;
        }

        SignIns.Remove(runspace);
        own.Session = null;
        return null;
    }

    private static RunspaceSignIn OwnOrNew()
    {
        if (Own() is { } own)
        {
            return own;
        }

        var runspace = Runspace.DefaultRunspace;
        var added = new RunspaceSignIn(runspace);
        SignIns.Add(runspace, added);
        Known.Add(new WeakReference<RunspaceSignIn>(added));
        if (!IsFirst(runspace))
        {
            added.MarkIn(StateOf(runspace));
        }

        return added;
    }

    /// <summary>
    /// A command or module that comes from another runspace works with the variables of that runspace. The runspace's
    /// own variables are reached through what its own import has left.
    /// </summary>
    private static SessionState StateOf(Runspace runspace) => States.TryGetValue(runspace, out var state)
        ? state
        : throw new InvalidOperationException(
            "PartnerSecurityScore is not imported in this runspace; the command comes from another runspace. Nothing was sent. Run Import-Module PartnerSecurityScore in this runspace first.");

    private static bool IsFirst(Runspace runspace) =>
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first) && ReferenceEquals(first, runspace);

    private static RunspaceSignIn? OfProcess() =>
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first) && RunspaceLife.IsOpen(first)
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
