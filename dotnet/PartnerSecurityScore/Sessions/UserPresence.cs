using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// Determines whether a user is present who can use a browser, and shows messages to the user. Without a user, an interactive
/// sign-in would take minutes to fail.
/// </summary>
internal static class UserPresence
{
    /// <summary>
    /// The name of the host of runspaces without a screen: those of ForEach-Object -Parallel, thread jobs and other programs.
    /// </summary>
    private const string SilentHost = "Default Host";

    /// <summary>The name of the host of background jobs and remote sessions.</summary>
    private const string RemoteHost = "ServerRemoteHost";

    /// <summary>Requires a user who can use a browser.</summary>
    /// <exception cref="BackendException">
    /// PowerShell runs with -NonInteractive, without a desktop, in a background job, in a remote session, or in a runspace
    /// without a screen.
    /// </exception>
    internal static void Require(PSCmdlet command)
    {
        var obstacle = !Environment.UserInteractive ? "without a desktop"
            : command.Host.Name is SilentHost or RemoteHost ? "in a job, in a remote session or in a runspace without a user interface"
            : IsNonInteractive(command.Host) ? "with -NonInteractive"
            : null;
        if (obstacle is not null)
        {
            throw new BackendException(
                "InteractionRequired",
                "This sign-in opens a browser, but PowerShell is running " + obstacle
                    + ". Use -UseDeviceCode. To sign in without user interaction, use -CertificateThumbprint, -ClientSecretCredential,"
                    + " -Identity, -EnvironmentVariable or -AccessToken.");
        }
    }

    /// <summary>
    /// Shows a message to the user. The host of background jobs returns it with the output of the job. The host of runspaces
    /// without a screen discards the text, so the message becomes a warning there.
    /// </summary>
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

    /// <summary>
    /// Determines whether PowerShell runs with -NonInteractive, which only the console host supports. A prompt without choices
    /// then throws PSInvalidOperationException; otherwise, it throws ArgumentException.
    /// </summary>
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
