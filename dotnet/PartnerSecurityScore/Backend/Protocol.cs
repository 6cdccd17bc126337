namespace PartnerSecurityScore.Backend;

/// <summary>
/// The client's side of the protocol with the backend. The backend's src/protocol/protocol.ts contains the full
/// description. The protocol is JSON-RPC 2.0, and each message follows a <c>Content-Length</c> header. The client writes
/// to the backend's standard input and reads from its standard output. Responses can arrive in any order.
/// <list type="bullet">
/// <item><c>initialize</c> must be the first request. The backend rejects every version except its own.</item>
/// <item><c>$/cancelRequest</c> cancels the request with the given ID.</item>
/// <item><c>ping</c> checks whether the backend still responds, after a long silence during pending requests.</item>
/// <item>The backend sends <c>graph/waiting</c> before it waits to retry a request.</item>
/// <item>The backend sends <c>session/prompt</c> with instructions for the user who signs in.</item>
/// <item>The backend requests a signature with <c>session/sign</c>, and .NET's proxy with <c>proxy/find</c>.</item>
/// <item>
/// With <c>proxy/authenticate</c>, the backend requests each token that authenticates the user to a proxy. It ends the
/// attempt with <c>proxy/authenticated</c>.
/// </item>
/// </list>
/// The backend exits when its standard input closes. Secrets are sent only in messages.
/// </summary>
internal static class Protocol
{
    internal const string Initialize = "initialize";
    internal const string Ping = "ping";
    internal const string OpenSession = "session/open";
    internal const string CloseSession = "session/close";
    internal const string Send = "graph/send";
    internal const string Prepare = "graph/prepare";
    internal const string Cancel = "$/cancelRequest";
    internal const string Waiting = "graph/waiting";
    internal const string Prompt = "session/prompt";
    internal const string Sign = "session/sign";
    internal const string FindProxy = "proxy/find";
    internal const string ProxyAuthenticate = "proxy/authenticate";
    internal const string ProxyAuthenticated = "proxy/authenticated";

    /// <summary>The size limit for messages, in bytes.</summary>
    internal const int MaxFrame = 64 * 1024 * 1024;
}
