using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>
/// Which session a command sends with. The first of these that applies:
/// 1. A runspace that signed in with this module, or tried to, uses that sign-in and no other, even where it failed or
///    has ended.
/// 2. A runspace into which somebody imported Microsoft.Graph.Authentication uses that module's session, or none while it is
///    not connected: what its Get-MgContext shows, is what counts.
/// 3. Every other runspace goes with the process: with the sign-in of the runspace that imported this module first, or else
///    with the other module's session, which belongs to the process.
/// After 1, and after the sign-in of 3, the other module may be signed in to another tenant. Then its Get-MgContext shows
/// one tenant while this module would write to the other, so the command refuses until one of them is signed out or ours
/// signs in again.
/// </summary>
internal static class SessionChoice
{
    /// <param name="command">The command that begins.</param>
    /// <param name="proxies">Where the proxies of its requests come from.</param>
    /// <returns>Null where nobody is signed in.</returns>
    /// <exception cref="ArgumentException">The proxy can't be used with this session.</exception>
    /// <exception cref="InvalidOperationException">There are two sign-ins, to different tenants.</exception>
    internal static IRequestChannel? For(PSCmdlet command, ProxySources proxies)
    {
        var other = AuthenticationModule.Find(command);
        var signIn = SessionTable.OwnSignIn;
        if (signIn is null && (other is null || RunspaceImports.HasCurrent))
        {
            signIn = SessionTable.SignInOfProcess;
            other ??= signIn is null ? AuthenticationModule.ImportWhereInUse(command) : null;
        }

        var theirs = other?.Context();
        if (signIn is not null || other is null)
        {
            RequireOneTenant(signIn?.Session?.Context, theirs, signIn?.Beside);
            return signIn?.Session is { } ours ? new BackendChannel(command, ours, proxies) : null;
        }

        if (theirs is null)
        {
            return null;
        }

        return proxies.Named is null
            ? new AuthenticationModuleChannel(command, other, theirs)
            : throw new ArgumentException(
                "-Proxy, -ProxyCredential and -ProxyUseDefaultCredentials can't be used with the session of " + AuthenticationModule.Name + ", whose command has no such parameters. "
                    + "Nothing was sent. Set the proxy for the system, or the variable HTTPS_PROXY before PowerShell starts.");
    }

    /// <param name="before">Who was signed in to the other module when ours signed in; null for nobody.</param>
    private static void RequireOneTenant(AuthContext? ours, AuthContext? theirs, AuthContext? before)
    {
        if (theirs is null || theirs.IsSameSignInAs(before))
        {
            return;
        }

        var isSameTenant = ours?.TenantId is { Length: > 0 } tenant && tenant.Equals(theirs.TenantId, StringComparison.OrdinalIgnoreCase);
        if (!isSameTenant)
        {
            throw new InvalidOperationException(
                "PartnerSecurityScore was signed in (" + (ours?.Description ?? "which failed or has ended") + "), and after that "
                    + AuthenticationModule.Name + " was signed in (" + theirs.Description + "). Nothing was sent, because it is not plain "
                    + "which one is meant. Sign out of " + AuthenticationModule.Name + ", sign in again with "
                    + "& (Get-Module PartnerSecurityScore) { Connect-MgGraph ... }, or use a PowerShell in which only one of them signs in.");
        }
    }
}
