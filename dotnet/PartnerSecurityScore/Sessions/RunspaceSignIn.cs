using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Sessions;

/// <summary>What a runspace has of its own: its sign-in, and how its requests are sent.</summary>
internal sealed class RunspaceSignIn(Runspace runspace)
{
    /// <summary>
    /// The variable that holds the state, except in the first runspace. It is constant, so that no script can take it away
    /// and have the next command use the session of the process; only a reset of the runspace does, which ends what the
    /// runspace was used for before.
    /// </summary>
    private const string Variable = "global:PartnerSecurityScore.SignIn";

    private readonly WeakReference<Runspace> runspace = new(runspace);
    private bool isMarked;

    internal GraphSession? Session { get; set; }

    /// <summary>Whether the runspace signed in, or tried to.</summary>
    internal bool HasSignedIn { get; set; }

    /// <summary>The identity that was signed in to Microsoft.Graph.Authentication when the runspace signed in; null if nobody was.</summary>
    internal AuthContext? Beside { get; set; }

    internal RequestContext? RequestContext { get; set; }

    /// <summary>Whether the runspace still runs scripts.</summary>
    internal bool IsInUse => runspace.TryGetTarget(out var target) && RunspaceLife.IsOpen(target);

    /// <summary>What the variable shows to whoever looks at it.</summary>
    public override string ToString() => "The sign-in of this runspace with PartnerSecurityScore";

    /// <summary>Binds the state to the present use of the runspace that this is a session state of.</summary>
    internal void MarkIn(SessionState sessionState)
    {
        try
        {
            sessionState.PSVariable.Set(new PSVariable(Variable, this, ScopedItemOptions.Constant));
            isMarked = true;
        }
        catch (SessionStateException)
        {
            // A script has such a constant of its own. The sign-in then outlives a reset, as that can't be told.
        }
    }

    /// <summary>Whether the runspace was not reset since the state was bound to it, as far as that can be told.</summary>
    internal bool IsMarkedIn(SessionState sessionState) => !isMarked || ReferenceEquals(sessionState.PSVariable.GetValue(Variable), this);
}
