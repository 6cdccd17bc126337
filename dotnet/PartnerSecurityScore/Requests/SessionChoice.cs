using System;
using System.Management.Automation;
using PartnerSecurityScore.Coexistence;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Proxies;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Which session a command sends with. The first of these that applies:
/// 1. A runspace that signed in with this module, or tried to, uses that sign-in and no other, even where it failed or
///    has ended.
/// 2. A runspace in which commands of Microsoft.Graph.Authentication are in sight uses that module's session, or none while
///    it is not connected: what its Get-MgContext shows, is what counts. Where the engine loaded this module by itself, that
///    goes for a process only that never signed in with this module: nobody has said there which of them is meant.
/// 3. Every other runspace goes with the process: with the sign-in of the runspace that imported this module first, or else
///    with the other module's session, which belongs to the process.
/// Beside 1, and the sign-in of 3, the other module may be signed in to another tenant. Then its Get-MgContext shows one
/// tenant while this module would write to the other, so the command refuses until one of them is signed out or ours signs
/// in again. Where the commands of the other module are in sight, only the runspace's own sign-in is known to have come
/// after theirs.
/// </summary>
internal static class SessionChoice
{
    /// <param name="command">The command that begins.</param>
    /// <param name="proxies">Where the proxies of its requests come from.</param>
    /// <param name="before">What the command's record before was sent through, or null.</param>
    /// <returns>Null if nobody is signed in.</returns>
    /// <exception cref="ArgumentException">The proxy can't be used with this session.</exception>
    /// <exception cref="ModuleException">There are two sign-ins, to different tenants.</exception>
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

            // After a failed sign-in nobody is signed in, whichever module was used.
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
                    + "Nothing was sent. Set the proxy in the system settings, or set the variable HTTPS_PROXY before you start PowerShell.");
    }

    /// <param name="before">Who was signed in to the other module when ours signed in; null for nobody, and where that has no effect.</param>
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
                "There are two sign-ins: one of PartnerSecurityScore (" + (ours?.Description ?? "failed or ended") + ") and one of "
                    + AuthenticationModule.Name + " (" + theirs.Description + "). Nothing was sent, because it is unclear "
                    + "which one to use. Sign out of " + AuthenticationModule.Name + ", sign in with "
                    + "& (Get-Module PartnerSecurityScore) { Connect-MgGraph ... }, or use a PowerShell session in which only one of the modules signs in.");
        }
    }
}
