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
/// Determines which session of this module a runspace uses. A runspace that has tried to sign in or has signed out uses only
/// its own session, even if it has none. Any other runspace uses the session of the process. That is the session of the
/// runspace that first imported the module; it ends when that runspace closes. With sessions of this module, a runspace therefore
/// writes only to the tenant of its own sign-in or to that of the first runspace. ForEach-Object -Parallel resets a runspace
/// before reusing it. A reset discards the sign-in, except in the first runspace.
/// </summary>
internal static class SessionTable
{
    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, SessionState> States = new();
    private static readonly ConditionalWeakTable<Runspace, RunspaceSignIn> SignIns = new();
    private static readonly List<WeakReference<RunspaceSignIn>> Known = [];
    private static readonly List<KeyValuePair<string, WeakReference<GraphSession>>> Opened = [];
    private static WeakReference<Runspace>? firstRunspace;

    /// <summary>Whether any open runspace has a session.</summary>
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

    /// <summary>The session of this runspace; <c>null</c> if it is not signed in.</summary>
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

    /// <summary>
    /// The request settings of this runspace. Until the runspace changes a setting, those of the process apply.
    /// </summary>
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

    /// <summary>Changes the request settings of this runspace.</summary>
    /// <returns>The new settings.</returns>
    internal static RequestContext ChangeRequestContext(Action<RequestContext> change)
    {
        lock (Gate)
        {
            var changed = RequestContext.Copy();
            change(changed);
            return OwnOrNew().RequestContext = changed;
        }
    }

    /// <summary>Signs this runspace in. If the sign-in fails for any reason, the runspace is signed out.</summary>
    /// <param name="command">The Connect-MgGraph command.</param>
    /// <param name="onBegin">Receives the session before any request is sent for it.</param>
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

    /// <summary>
    /// Signs this runspace out, closes its session and deletes its kept sign-in, if any. If the runspace uses the session of the
    /// process, the session ends for all runspaces that share it.
    /// </summary>
    /// <param name="command">The Disconnect-MgGraph command.</param>
    /// <returns>The session that was in use; <c>null</c> if there was none.</returns>
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

    /// <summary>
    /// Signs this runspace out without closing its session in the backend. Other runspaces can continue to use the session, unless
    /// they share it with this runspace because this runspace was the first to import the module.
    /// </summary>
    internal static void SignOut() => Use(null);

    /// <summary>
    /// The sign-in of this runspace; <c>null</c> if it has neither tried to sign in nor signed out since its last reset.
    /// </summary>
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

    /// <summary>
    /// The sign-in of the runspace that first imported the module; <c>null</c> if that runspace has neither tried to sign in nor
    /// signed out, or is closed.
    /// </summary>
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

    /// <returns>The session with this id; <c>null</c> if there is none or it is no longer in use.</returns>
    internal static GraphSession? Find(string id)
    {
        lock (Gate)
        {
            var entry = Opened.Find(known => known.Key == id);
            return entry.Value is not null && entry.Value.TryGetTarget(out var session) ? session : null;
        }
    }

    /// <summary>Records that this runspace imports the module.</summary>
    /// <param name="module">The module's session state, which gives access to the runspace's own variables.</param>
    internal static void RegisterRunspace(SessionState module)
    {
        lock (Gate)
        {
            States.Remove(Runspace.DefaultRunspace);
            States.Add(Runspace.DefaultRunspace, module);

            // The first runspace is never replaced, even after it is closed. A runspace that relied on its session would
            // otherwise continue with the session of a different identity.
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
    /// Returns the session state that the runspace's own import registered. A command or module that was passed from another
    /// runspace would access the variables of that runspace instead.
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
    /// Makes the backend discard the sessions that no runspace or command uses any more. A session cannot be closed when it is
    /// replaced, because a running command keeps the session that it selected for its current record.
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
