using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Sessions;

/// <summary>The state of a single runspace: its sign-in and its request settings.</summary>
internal sealed class RunspaceSignIn(Runspace runspace)
{
    /// <summary>
    /// The name of the variable that contains the state, except in the first runspace. The variable is constant, so that no script
    /// can remove it and make the next command use the session of the process. Only a reset of the runspace removes it.
    /// </summary>
    private const string Variable = "global:PartnerSecurityScore.SignIn";

    private readonly WeakReference<Runspace> runspace = new(runspace);
    private bool isMarked;

    internal GraphSession? Session { get; set; }

    /// <summary>Whether the runspace has signed in, has tried to, or has signed out.</summary>
    internal bool HasSignedIn { get; set; }

    /// <summary>
    /// The identity that was signed in to Microsoft.Graph.Authentication when the runspace signed in; <c>null</c> if there was
    /// none or it could not be determined.
    /// </summary>
    internal AuthContext? Beside { get; set; }

    internal RequestContext? RequestContext { get; set; }

    /// <summary>Whether the runspace still exists and has not been closed.</summary>
    internal bool IsInUse => runspace.TryGetTarget(out var target) && RunspaceLife.IsOpen(target);

    /// <summary>Returns the text that PowerShell displays for the variable that contains this object.</summary>
    public override string ToString() => "The sign-in of this runspace with PartnerSecurityScore";

    /// <summary>Stores the state in a variable of the runspace, so that a reset of the runspace can be detected.</summary>
    internal void MarkIn(SessionState sessionState)
    {
        try
        {
            sessionState.PSVariable.Set(new PSVariable(Variable, this, ScopedItemOptions.Constant));
            isMarked = true;
        }
        catch (SessionStateException)
        {
            // A script has defined a constant with this name. The sign-in then survives a reset, which cannot be detected.
        }
    }

    /// <summary>
    /// Returns false if the runspace was reset after the state was stored; otherwise, or if a reset cannot be detected, true.
    /// </summary>
    internal bool IsMarkedIn(SessionState sessionState) => !isMarked || ReferenceEquals(sessionState.PSVariable.GetValue(Variable), this);
}
