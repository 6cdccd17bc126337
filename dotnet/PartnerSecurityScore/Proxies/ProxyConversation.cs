using System;

namespace PartnerSecurityScore.Proxies;

/// <summary>The authentication of the current user to a proxy, for a single connection.</summary>
/// <param name="host">The proxy's host name.</param>
/// <param name="scheme">Negotiate or NTLM.</param>
internal sealed class ProxyConversation(string host, string scheme) : IDisposable
{
    private readonly object gate = new();
    private NegotiatedUser? user;
    private bool isOver;

    /// <param name="token">The proxy's latest token in base64; <c>null</c> if it has sent none.</param>
    /// <returns>The next token to send, in base64; <c>null</c> if the authentication is complete without another token.</returns>
    /// <exception cref="InvalidOperationException">
    /// The user cannot be authenticated, or the conversation was disposed; the message contains the reason.
    /// </exception>
    internal string? Answer(string? token)
    {
        lock (gate)
        {
            if (isOver)
            {
                throw new InvalidOperationException("the connection to the proxy was closed");
            }

            user ??= new NegotiatedUser(NegotiatedUser.NegotiateAuthentication, host, scheme);
            return user.Answer(token);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            user?.Dispose();
        }
    }
}
