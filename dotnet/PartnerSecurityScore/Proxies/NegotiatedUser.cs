using System;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore.Proxies;

/// <summary>
/// Authenticates the current user to a proxy with the NegotiateAuthentication class of .NET 7 and later. The class is
/// accessed by reflection, because this assembly targets .NET Standard 2.0, which does not have it.
/// </summary>
internal sealed class NegotiatedUser : IDisposable
{
    private const string Prefix = "System.Net.Security.NegotiateAuthentication";
    private const string Assembly = ", System.Net.Security";

    private readonly string service;
    private readonly string scheme;
    private readonly object negotiation;
    private readonly MethodInfo next;
    private bool isComplete;

    /// <param name="type">The NegotiateAuthentication class; <c>null</c> if .NET does not have it.</param>
    /// <param name="host">The proxy's host name.</param>
    /// <param name="scheme">Negotiate or NTLM.</param>
    /// <exception cref="InvalidOperationException">.NET does not have the NegotiateAuthentication class.</exception>
    internal NegotiatedUser(Type? type, string host, string scheme)
    {
        var negotiate = type ?? throw new InvalidOperationException(MissingReason);
        this.scheme = scheme;
        service = "HTTP/" + host;
        var optionsType = negotiate.Assembly.GetType(Prefix + "ClientOptions", throwOnError: true)!;
        var status = negotiate.Assembly.GetType(Prefix + "StatusCode", throwOnError: true)!;

        // By default, the credentials are those of the current user, and the proxy cannot delegate them.
        var options = Activator.CreateInstance(optionsType)!;
        optionsType.GetProperty("Package")!.SetValue(options, scheme);
        optionsType.GetProperty("TargetName")!.SetValue(options, service);
        negotiation = Activator.CreateInstance(negotiate, options)!;
        next = negotiate.GetMethod("GetOutgoingBlob", [typeof(string), status.MakeByRefType()])!;
    }

    /// <summary>The NegotiateAuthentication class; <c>null</c> if .NET does not have it.</summary>
    internal static Type? NegotiateAuthentication { get; } = Type.GetType(Prefix + Assembly, throwOnError: false);

    /// <summary>The reason why .NET does not have the NegotiateAuthentication class, as the end of a sentence.</summary>
    internal static string MissingReason =>
        "authentication as the current user requires PowerShell 7.3 or later, and this session runs on " + RuntimeInformation.FrameworkDescription.Trim();

    /// <param name="token">The proxy's latest token in base64; <c>null</c> if it has sent none.</param>
    /// <returns>The next token to send, in base64; <c>null</c> if the authentication is complete without another token.</returns>
    /// <exception cref="InvalidOperationException">
    /// The user cannot be authenticated; the message contains the reason.
    /// </exception>
    /// <exception cref="TargetInvocationException">The class threw the inner exception.</exception>
    internal string? Answer(string? token)
    {
        if (isComplete)
        {
            return null;
        }

        var arguments = new object?[] { token, null };
        var answer = (string?)next.Invoke(negotiation, arguments);
        var status = arguments[1]!.ToString()!;
        isComplete = status == "Completed";
        return isComplete || status == "ContinueNeeded" ? answer : throw new InvalidOperationException(ReasonFor(status, token));
    }

    public void Dispose() => (negotiation as IDisposable)?.Dispose();

    private string ReasonFor(string status, string? token)
    {
        if (token is not null)
        {
            return "its response does not prove that it is " + service + " (" + status + ")";
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return "Windows created no " + scheme + " token for " + service + " (" + status + ")";
        }

        if (scheme == "NTLM")
        {
            return "it offers NTLM but not Negotiate, and NTLM cannot authenticate the current user on this system (" + status + ")";
        }

        return status is "UnknownCredentials" or "CredentialsExpired"
            ? "there is no valid Kerberos ticket (" + status + "); run kinit to get one"
            : "Kerberos issued no ticket for " + service + " (" + status + ")";
    }
}
