using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>An error of the module.</summary>
public class ModuleException : Exception, IModuleError
{
    /// <summary>What an error ends with where an answer is missing.</summary>
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

    /// <returns>The failure with the facts that every error of the module has. .NET's exceptions keep their messages.</returns>
    internal static Exception Of(Exception failure) => Unwrap(failure) switch
    {
        BackendException backend => backend.ForScripts,
        Exception own and IModuleError => own,

        // The engine's own; the module's type data gives it the same members.
        ParameterBindingException binding => binding,
        ArgumentException argument => new InvalidArgumentException(argument.GetType().Name, argument.Message, argument),
        var other => new ModuleException(other.GetType().Name, other.Message, cause: other),
    };

    /// <summary>The engine wraps what a method or a command throws, and a task what its work throws.</summary>
    internal static Exception Unwrap(Exception failure) =>
        failure is RuntimeException or AggregateException && failure.InnerException is { } inner ? Unwrap(inner) : failure;
}
