using System;
using System.Management.Automation;
using PartnerSecurityScore.Coexistence;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Proxies;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Selects the session for a command's requests. The first rule that applies decides:
/// 1. A runspace that has signed in with this module, has tried to, or has signed out uses only its own sign-in, even if that
///    failed or has ended.
/// 2. A runspace in which commands of Microsoft.Graph.Authentication are visible uses that module's session, which its
///    Get-MgContext shows. If that module is not signed in, the command has no session. If the engine loaded this module
///    automatically, no one has chosen between the modules. The rule then does not apply if the runspace that first imported
///    this module is still open, and has signed in with it, has tried to, or has signed out.
/// 3. Any other runspace uses the sign-in of the runspace that first imported this module. If that runspace has neither
///    tried to sign in nor signed out, or is closed, the session of Microsoft.Graph.Authentication applies, which belongs to
///    the process.
/// If this module's sign-in applies (rules 1 and 3), Microsoft.Graph.Authentication can be signed in to a different tenant.
/// Its Get-MgContext would show one tenant while this module writes to another. The command is therefore refused until
/// Microsoft.Graph.Authentication signs out or this module signs in again. A sign-in of this module that failed or has ended
/// counts as a different tenant. A sign-in of Microsoft.Graph.Authentication that has not changed since this module signed in
/// is ignored. If that module's commands are visible, this holds only for the runspace's own sign-in, because no other sign-in
/// of this module is known to be the later one.
/// </summary>
internal static class SessionChoice
{
    /// <summary>A sign-in with this module that works even if its sign-in commands are hidden.</summary>
    internal const string SignInCommand = "& (Get-Module PartnerSecurityScore) { Connect-MgGraph ... }";

    /// <param name="proxies">The sources of the proxies for the requests.</param>
    /// <param name="before">The channel of the command's previous record; <c>null</c> if there is none.</param>
    /// <returns>The channel for the session; <c>null</c> if no one is signed in.</returns>
    /// <exception cref="ArgumentException">
    /// A proxy is specified, but the session is that of Microsoft.Graph.Authentication.
    /// </exception>
    /// <exception cref="ModuleException">There are two sign-ins, for different tenants.</exception>
    internal static IRequestChannel? For(PSCmdlet command, ProxySources proxies, IRequestChannel? before)
    {
        var own = SessionTable.OwnSignIn;
        var signIn = own ?? SessionTable.SignInOfProcess;
        var isTheirsInSight = own is null && signIn is not null && AuthenticationModule.IsInSight(command);
        if (isTheirsInSight && !RunspaceMark.LoadedByItself.IsSet)
        {
            signIn = null;
        }

        var other = AuthenticationModule.Find(command);
        var theirs = other?.Context();
        if (signIn is not null)
        {
            RequireOneTenant(signIn.Session?.Context, theirs, isTheirsInSight ? null : signIn.Beside);

            // A failed command of Microsoft.Graph.Authentication can be a failed sign-in. This module's session must then not be
            // used.
            return signIn.Session is { } ours && !(isTheirsInSight && theirs is null && AuthenticationModule.HasFailedIn(command))
                ? new BackendChannel(command, ours, proxies)
                : null;
        }

        if (other is null || theirs is null)
        {
            return null;
        }

        return proxies.Named is null
            ? AuthenticationModuleChannel.For(command, other, theirs, before)
            : throw new ArgumentException(
                "-Proxy, -ProxyCredential and -ProxyUseDefaultCredentials cannot be used with the session of " + AuthenticationModule.Name + ". "
                    + "Nothing was sent. To use them, sign in with " + SignInCommand + ". Otherwise, set the proxy in the settings of Windows or macOS or,"
                    + " for PowerShell 7 on any system, in the environment variable HTTPS_PROXY before you start PowerShell.");
    }

    /// <param name="ours">The identity that is signed in to this module; <c>null</c> if there is none.</param>
    /// <param name="theirs">
    /// The identity that is signed in to Microsoft.Graph.Authentication; <c>null</c> if there is none.
    /// </param>
    /// <param name="before">
    /// The identity that was signed in to Microsoft.Graph.Authentication when this module signed in. It is <c>null</c> if there was
    /// none or if it must be ignored.
    /// </param>
    private static void RequireOneTenant(AuthContext? ours, AuthContext? theirs, AuthContext? before)
    {
        if (theirs is null || theirs.IsSameSignInAs(before))
        {
            return;
        }

        var isSameTenant = ours?.TenantId is { Length: > 0 } tenant && tenant.Equals(theirs.TenantId, StringComparison.OrdinalIgnoreCase);
        if (!isSameTenant)
        {
            throw new ModuleException(
                "TwoSignIns",
                ours is null
                    ? "PartnerSecurityScore is signed out or failed to sign in, but " + AuthenticationModule.Name + " is signed in as "
                        + theirs.Description + ". Nothing was sent, because it is unclear whether to use that sign-in. Sign in with " + SignInCommand
                        + ". To use " + AuthenticationModule.Name + " instead, sign in with it in a new PowerShell session."
                    : "There are two sign-ins: one with PartnerSecurityScore (" + ours.Description + ") and one with " + AuthenticationModule.Name
                        + " (" + theirs.Description + "). Nothing was sent, because it is unclear which one to use. To use the one with"
                        + " PartnerSecurityScore, sign in again with " + SignInCommand + " or sign out of the other one with " + AuthenticationModule.Name + "\\Disconnect-MgGraph"
                        + ". To use the other one, sign in with " + AuthenticationModule.Name + " in a new PowerShell session.");
        }
    }
}
