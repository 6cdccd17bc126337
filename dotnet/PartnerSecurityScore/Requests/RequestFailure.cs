using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using PartnerSecurityScore.Coexistence;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Converts the failure of a request through Microsoft.Graph.Authentication into an error of this module.
/// Microsoft.Graph.Authentication retries requests and follows redirects internally. The failure can be that of a later attempt,
/// so it never proves that nothing was sent.
/// </summary>
internal static class RequestFailure
{
    /// <param name="failure">The exception of Invoke-MgGraphRequest, or of reading its answer.</param>
    internal static Exception Of(Exception failure)
    {
        var cause = ModuleException.Unwrap(failure);
        var chain = Chain(cause);
        var message = AuthenticationModule.Name + " received no usable response, after any retries and redirects of its own: " + Reasons(chain) + " " + ModuleException.Doubt;
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

    /// <returns>The error code if the last attempt failed to connect; <c>null</c> if it might have connected.</returns>
    private static string? UnconnectedCode(Exception[] chain) =>
        chain.OfType<AuthenticationException>().Any() ? BackendException.Names.SecureConnectionFailed
        : chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => BackendException.Names.NameResolutionFailed,
            SocketError.ConnectionRefused or SocketError.NetworkUnreachable or SocketError.HostUnreachable => BackendException.Names.ConnectionFailed,
            _ => null,
        };

    /// <returns>
    /// The messages as sentences. A .NET exception's message often contains that of its inner exception, which is then omitted.
    /// </returns>
    private static string Reasons(Exception[] chain)
    {
        var reasons = chain.Select(part => ForeignText.Clause(part.Message)).ToList();
        return string.Join(" ", reasons.Where((reason, index) => !reasons.Take(index).Any(outer => outer.Contains(reason))).Select(reason => reason + "."));
    }

    private static Exception[] Chain(Exception failure) =>
        failure.InnerException is { } inner ? [failure, .. Chain(inner)] : [failure];
}
