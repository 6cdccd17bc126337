using System;

namespace PartnerSecurityScore.Proxies;

/// <summary>One connection to a proxy that wants the current user proved to it.</summary>
/// <param name="host">The proxy.</param>
/// <param name="scheme">Negotiate or NTLM.</param>
internal sealed class ProxyConversation(string host, string scheme) : IDisposable
{
    private readonly object gate = new();
    private NegotiatedUser? user;
    private bool isOver;

    /// <param name="token">What the proxy said last, in base64, or null.</param>
    /// <returns>What to say next, in base64; null if all is said.</returns>
    /// <exception cref="InvalidOperationException">The user can't be proved; the message says why.</exception>
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
