using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>Why a request that another module sent got no answer, in the terms of this module's own errors.</summary>
internal static class RequestFailure
{
    internal const string Doubt = "The outcome is unknown: the request may have reached the service. It is not sent again.";

    /// <param name="failure">What the other module's command failed with.</param>
    internal static Exception Of(Exception failure)
    {
        var cause = Unwrap(failure);
        var chain = Chain(cause);
        var message = AuthenticationModule.Name + " got no answer: " + string.Join(" ", chain.Select(part => part.Message).Distinct());
        if (cause is OperationCanceledException)
        {
            return new TaskCanceledException(message + " " + Doubt, cause);
        }

        var isConnection = chain.Any(part => part is HttpRequestException or IOException or SocketException);
        if (!isConnection)
        {
            return new InvalidOperationException(AuthenticationModule.Name + " could not send the request: " + cause.Message, cause);
        }

        var wasRefused = chain.OfType<SocketException>().Any(
            part => part.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NetworkUnreachable);
        return new HttpRequestException(wasRefused ? message : message + " " + Doubt, cause);
    }

    private static Exception Unwrap(Exception failure) =>
        failure is RuntimeException or AggregateException && failure.InnerException is { } inner ? Unwrap(inner) : failure;

    private static Exception[] Chain(Exception failure) =>
        failure.InnerException is { } inner ? [failure, .. Chain(inner)] : [failure];
}
