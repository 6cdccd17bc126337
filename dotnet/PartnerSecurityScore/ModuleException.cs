using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>
/// An error of the module. Errors that scripts catch by a .NET type have their own exception classes.
/// </summary>
public class ModuleException : Exception, IModuleError
{
    /// <summary>The end of the error message when the outcome of a request is unknown.</summary>
    internal const string Doubt = "The outcome is unknown: the request may have reached Graph. It will not be sent again.";

    internal ModuleException(string? code, string message, bool mayHaveBeenSent = false, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        MayHaveBeenSent = mayHaveBeenSent;
    }

    public string? Code { get; }

    public bool MayHaveBeenSent { get; }

    public HttpStatusCode? StatusCode { get; internal set; }

    public string? RequestId { get; internal set; }

    public string? ClientRequestId { get; internal set; }

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; internal set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Unwraps an exception, and converts it to one with the members of <see cref="IModuleError"/> and the same
    /// message.
    /// </summary>
    internal static Exception Of(Exception failure) => Unwrap(failure) switch
    {
        BackendException backend => backend.ForScripts,
        Exception own and IModuleError => own,

        // The engine's own exception. The module's type data adds the same members to it.
        ParameterBindingException binding => binding,
        ArgumentException argument => new InvalidArgumentException(argument.GetType().Name, argument.Message, argument),
        var other => new ModuleException(other.GetType().Name, other.Message, cause: other),
    };

    /// <summary>
    /// Returns the original exception. The engine wraps exceptions from methods and commands, and tasks wrap theirs.
    /// </summary>
    internal static Exception Unwrap(Exception failure) =>
        failure is RuntimeException or AggregateException && failure.InnerException is { } inner ? Unwrap(inner) : failure;
}
