using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PartnerSecurityScore;

/// <summary>Whether somebody can use a browser that is opened here. A sign-in that waits for nobody would take minutes to fail.</summary>
internal static class UserPresence
{
    /// <exception cref="BackendException">PowerShell runs with -NonInteractive, or without a desktop.</exception>
    internal static void Require(PSCmdlet command)
    {
        if (!Environment.UserInteractive || IsNonInteractive(command.Host))
        {
            throw new BackendException(
                "InteractionRequired",
                "This sign-in takes a person with a browser, and nobody can be asked here: PowerShell runs "
                    + (Environment.UserInteractive ? "with -NonInteractive" : "without a desktop")
                    + ". Sign in with -UseDeviceCode; or without a person: with -CertificateThumbprint, -ClientSecretCredential,"
                    + " -Identity, -EnvironmentVariable or -AccessToken.");
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
