using System.Collections.Concurrent;
using System.Threading;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Proxies;

/// <summary>The proxy authentications of all connections that are being opened.</summary>
internal sealed class ProxyConversations
{
    private readonly ConcurrentDictionary<long, ProxyConversation> open = new();

    /// <param name="request">The params of proxy/authenticate.</param>
    /// <returns>The conversation of the connection attempt in the request. The first call for an attempt creates it.</returns>
    internal ProxyConversation Begin(PropertyDictionary request) => open.GetOrAdd(
        AttemptOf(request),
        _ => new ProxyConversation(request["host"] as string ?? string.Empty, request["scheme"] as string ?? string.Empty));

    /// <param name="request">The params of proxy/authenticated.</param>
    internal void End(PropertyDictionary request) => End(AttemptOf(request));

    internal void Close()
    {
        foreach (var attempt in open.Keys)
        {
            End(attempt);
        }
    }

    private static long AttemptOf(PropertyDictionary request) => MessageReader.Id(request, "attempt");

    private void End(long attempt)
    {
        if (open.TryRemove(attempt, out var ended))
        {
            // Dispose waits for any answer in progress, and the caller must not wait for it.
            ThreadPool.QueueUserWorkItem(_ => ended.Dispose());
        }
    }
}
