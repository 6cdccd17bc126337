using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using PartnerSecurityScore.Coexistence;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Why a request that another module sent got no answer, in the terms of this module's own errors. That one retries and
/// follows redirects unseen, so no failure shows that nothing was sent: it may be that of a later try.
/// </summary>
internal static class RequestFailure
{
    /// <param name="failure">What the other module's command failed with.</param>
    internal static Exception Of(Exception failure)
    {
        var cause = ModuleException.Unwrap(failure);
        var chain = Chain(cause);
        var message = AuthenticationModule.Name + ", which handles retries and redirects itself, received no response: " + Reasons(chain) + " " + ModuleException.Doubt;
        if (cause is OperationCanceledException)
        {
            return new TimeOutException(message, mayHaveBeenSent: true, cause);
        }

        if (!chain.Any(part => part is HttpRequestException or IOException or SocketException))
        {
            return new ModuleException("OtherModuleFailed", message, mayHaveBeenSent: true, cause);
        }

        return new ConnectionException(UnconnectedCode(chain) ?? BackendException.Names.ConnectionBroken, message, mayHaveBeenSent: true, cause);
    }

    /// <returns>The code where the last try had no connection; null if it may have had one.</returns>
    private static string? UnconnectedCode(Exception[] chain) =>
        chain.OfType<AuthenticationException>().Any() ? BackendException.Names.SecureConnectionFailed
        : chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => BackendException.Names.NameResolutionFailed,
            SocketError.ConnectionRefused or SocketError.NetworkUnreachable or SocketError.HostUnreachable => BackendException.Names.ConnectionFailed,
            _ => null,
        };

    /// <returns>Sentences. What .NET says of an inner exception mostly stands in the message of the outer one.</returns>
    private static string Reasons(Exception[] chain)
    {
        var reasons = chain.Select(part => part.Message.TrimEnd('.', ' ')).ToList();
        return string.Join(" ", reasons.Where((reason, index) => !reasons.Take(index).Any(outer => outer.Contains(reason))).Select(reason => reason + "."));
    }

    private static Exception[] Chain(Exception failure) =>
        failure.InnerException is { } inner ? [failure, .. Chain(inner)] : [failure];
}
