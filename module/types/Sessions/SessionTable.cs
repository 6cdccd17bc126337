using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security;

namespace PartnerSecurityScore;

/// <summary>
/// Which session a runspace uses: its own once it tried to sign in, even where that failed, and until then the one of
/// the process. The session of the process is the one of the runspace that first imported the module. So a runspace
/// whose sign-in failed can never write with the token of another tenant.
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

    /// <summary>Signs this runspace in; where that fails, for whatever reason, it is signed out.</summary>
    /// <param name="command">The command that signs in.</param>
    /// <param name="environmentName">The name of an environment in <see cref="EnvironmentTable" />.</param>
    /// <param name="accessToken">The token; null, as from a failed command before, is refused.</param>
    /// <param name="clientTimeout">Seconds for each answer.</param>
    /// <returns>The session; it fails where there is no such environment or no token, or the token is refused.</returns>
    public static Attempt<GraphSession> Connect(PSCmdlet command, string environmentName, SecureString? accessToken, double clientTimeout) => Attempt<GraphSession>.Of(() =>
    {
        Use(null);
        CloseUnused();
        var environment = EnvironmentTable.Get(environmentName);
        if (accessToken is null || accessToken.Length == 0)
        {
            throw new ArgumentException("The access token is empty. Get one, then call Connect-MgGraph again.");
        }

        var session = new GraphSession(environment, accessToken, clientTimeout);
        lock (Gate)
        {
            Opened.Add(new KeyValuePair<string, WeakReference<GraphSession>>(session.Id, new WeakReference<GraphSession>(session)));
        }

        session.Open(command);
        Use(session);
        return session;
    });

    /// <summary>Signs this runspace out. Where it used the session of the process, that one ends for all that share it.</summary>
    /// <returns>Who was signed in, or null.</returns>
    public static AuthContext? Disconnect()
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

        session?.Close();
        return session?.Context;
    }

    internal static void RegisterRunspace()
    {
        lock (Gate)
        {
            if (OpenFirstRunspace() is null)
            {
                firstRunspace = new WeakReference<Runspace>(Runspace.DefaultRunspace);
            }
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
        lock (Gate)
        {
            foreach (var session in Opened.FindAll(entry => !entry.Value.TryGetTarget(out _)))
            {
                Opened.Remove(session);
                BackendHost.CloseSession(session.Key);
            }
        }
    }

    private sealed class Slot
    {
        internal GraphSession? Session { get; set; }

        internal bool HasSignedIn { get; set; }
    }
}
