using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PartnerSecurityScore.Sessions;

/// <summary>Whether somebody can use a browser that is opened here, and how to reach who is there. A sign-in that waits for nobody would take minutes to fail.</summary>
internal static class UserPresence
{
    /// <summary>The hosts of runspaces that are nobody's screen: those of ForEach-Object -Parallel, thread jobs and programs, and of jobs.</summary>
    private const string SilentHost = "Default Host";
    private const string RemoteHost = "ServerRemoteHost";

    /// <exception cref="BackendException">PowerShell runs with -NonInteractive, without a desktop, or in a runspace without a screen.</exception>
    internal static void Require(PSCmdlet command)
    {
        var obstacle = !Environment.UserInteractive ? "without a desktop"
            : command.Host.Name is SilentHost or RemoteHost ? "in a job or a runspace without a user interface"
            : IsNonInteractive(command.Host) ? "with -NonInteractive"
            : null;
        if (obstacle is not null)
        {
            throw new BackendException(
                "InteractionRequired",
                "This sign-in requires a user with a browser, but PowerShell is running " + obstacle
                    + ". Sign in with -UseDeviceCode, or without a user: with -CertificateThumbprint, -ClientSecretCredential,"
                    + " -Identity, -EnvironmentVariable or -AccessToken.");
        }
    }

    /// <summary>Shows what a person has to do. The host of jobs hands it on with their output; the silent one drops it, but not warnings.</summary>
    internal static void Tell(PSCmdlet command, string message)
    {
        if (command.Host.Name == SilentHost)
        {
            command.WriteWarning(message);
        }
        else
        {
            command.Host.UI.WriteLine(message);
        }
    }

    /// <summary>PowerShell's own host is the one with that switch. It says so where it is asked to ask, even for nothing.</summary>
    private static bool IsNonInteractive(PSHost host)
    {
        if (host.Name != "ConsoleHost")
        {
            return false;
        }

        try
        {
            host.UI.PromptForChoice(string.Empty, string.Empty, new Collection<ChoiceDescription>(), 0);
            return false;
        }
        catch (PSInvalidOperationException)
        {
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
