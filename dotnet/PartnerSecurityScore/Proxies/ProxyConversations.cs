using System.Collections.Concurrent;
using System.Threading;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Proxies;

/// <summary>What is said to proxies on connections that are being made.</summary>
internal sealed class ProxyConversations
{
    private readonly ConcurrentDictionary<long, ProxyConversation> open = new();

    /// <param name="request">The params of proxy/authenticate.</param>
    /// <returns>The conversation of this attempt, a new one if it has none yet.</returns>
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
            // It may be in the middle of an answer that nobody waits for any more.
            ThreadPool.QueueUserWorkItem(_ => ended.Dispose());
        }
    }
}
