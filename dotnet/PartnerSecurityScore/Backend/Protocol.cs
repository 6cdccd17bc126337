namespace PartnerSecurityScore.Backend;

/// <summary>
/// The client's side of the protocol with the backend. The backend's src/protocol/protocol.ts describes it whole; in
/// short: JSON-RPC 2.0, each message behind a <c>Content-Length</c> header, requests on the backend's standard input,
/// answers on its standard output, in any order. The first request is <c>initialize</c> with this module's exact version;
/// the backend refuses any other version, and any request before it. <c>$/cancelRequest</c> with a request's id
/// aborts that request. Where nothing comes for long while requests are under way, <c>ping</c> asks for a sign of life.
/// The backend says with <c>graph/waiting</c> that it waits before it tries a request again, and with
/// <c>session/prompt</c> what the user has to do to sign in. It asks for a signature with the request <c>session/sign</c>,
/// with <c>proxy/find</c> for the proxy that .NET has, and with <c>proxy/authenticate</c> for what proves the user to one.
/// The backend ends when its standard input closes. Secrets travel in messages only.
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

    /// <summary>Bytes of the largest message.</summary>
    internal const int MaxFrame = 64 * 1024 * 1024;
}
