using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PartnerSecurityScore;

/// <summary>Why a request that another module sent got no answer, in the terms of this module's own errors.</summary>
internal static class RequestFailure
{
    internal const string Doubt = "The outcome is unknown: the request may have reached the service. It is not sent again.";

    private const string NothingSent = "Nothing was sent.";

    /// <param name="failure">What the other module's command failed with.</param>
    internal static Exception Of(Exception failure)
    {
        var cause = ModuleException.Unwrap(failure);
        var chain = Chain(cause);
        var message = AuthenticationModule.Name + " got no answer: " + string.Join(" ", chain.Select(part => part.Message).Distinct()) + " ";
        if (cause is OperationCanceledException)
        {
            return new TimeOutException(message + Doubt, mayHaveBeenSent: true, cause);
        }

        if (!chain.Any(part => part is HttpRequestException or IOException or SocketException))
        {
            return new ModuleException("OtherModuleFailed", message + Doubt, mayHaveBeenSent: true, cause);
        }

        return UnconnectedCode(chain) is string code
            ? new ConnectionException(code, message + NothingSent, mayHaveBeenSent: false, cause)
            : new ConnectionException("ConnectionBroken", message + Doubt, mayHaveBeenSent: true, cause);
    }

    /// <returns>The code where there was no connection; null where there may have been one.</returns>
    private static string? UnconnectedCode(Exception[] chain) =>
        chain.OfType<AuthenticationException>().Any() ? "SecureConnectionFailed"
        : chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "NameResolutionFailed",
            SocketError.ConnectionRefused or SocketError.NetworkUnreachable or SocketError.HostUnreachable => "ConnectionFailed",
            _ => null,
        };

    private static Exception[] Chain(Exception failure) =>
        failure.InnerException is { } inner ? [failure, .. Chain(inner)] : [failure];
}
