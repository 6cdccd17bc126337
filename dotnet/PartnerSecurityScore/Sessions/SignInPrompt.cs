using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Sessions;

/// <summary>An action that the user has to take to sign in.</summary>
internal sealed class SignInPrompt
{
    private readonly bool isBrowser;
    private readonly string url;
    private readonly string message;

    private SignInPrompt(bool isBrowser, string url, string message)
    {
        this.isBrowser = isBrowser;
        this.url = url;
        this.message = message;
    }

    /// <param name="message">The params of session/prompt.</param>
    internal static SignInPrompt From(PropertyDictionary message) => new(
        message["kind"] is "browser", message["url"] as string ?? string.Empty, message["message"] as string ?? string.Empty);

    /// <summary>
    /// Shows the message and, if the sign-in needs a browser, opens the page in it. Call this method only on the pipeline thread.
    /// </summary>
    /// <exception cref="BackendException">The sign-in needs a browser, but no user is present to use it.</exception>
    internal void Show(PSCmdlet command)
    {
        if (isBrowser)
        {
            UserPresence.Require(command);
        }

        UserPresence.Tell(command, message);
        if (isBrowser && Uri.TryCreate(url, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps)
        {
            Open(page);
        }
    }

    /// <summary>
    /// Opens the page in a browser. The backend does not do this, because it runs without the environment variables that browsers
    /// need.
    /// </summary>
    private static void Open(Uri page)
    {
        try
        {
            Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // There is no browser. The user can copy the address from the message.
        }
    }
}
