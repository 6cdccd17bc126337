using System;
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

    /// <summary>Signs this runspace in; where that fails it is signed out.</summary>
    /// <exception cref="BackendException">The token is refused, or the backend can't be started.</exception>
    public static GraphSession Connect(PSCmdlet command, GraphEnvironment environment, SecureString accessToken)
    {
        Use(null);
        var session = new GraphSession(environment, accessToken);
        session.Open(command);
        Use(session);
        return session;
    }

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
        firstRunspace is not null && firstRunspace.TryGetTarget(out var first)
            && first.RunspaceStateInfo.State == RunspaceState.Opened
            && Slots.TryGetValue(first, out var slot)
            ? slot
            : null;

    private sealed class Slot
    {
        internal GraphSession? Session { get; set; }

        internal bool HasSignedIn { get; set; }
    }
}
