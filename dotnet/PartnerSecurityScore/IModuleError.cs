using System.Collections.Generic;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>
/// The members that scripts can read from any exception of the module's commands. They are declared in an interface
/// and not only in <see cref="ModuleException"/>, because some exceptions derive from .NET types that scripts catch.
/// Type data adds the same members to PowerShell's ParameterBindingException.
/// </summary>
public interface IModuleError
{
    /// <summary>
    /// The kind of error: Graph's error code, or a name such as ConnectionFailed. Null when an error response has no
    /// code.
    /// </summary>
    string? Code { get; }

    /// <summary>
    /// False only when Graph certainly did not process the request, for example because no connection could be
    /// established. True when Graph may have processed it, and when the response has an error status.
    /// </summary>
    bool MayHaveBeenSent { get; }

    /// <summary>
    /// The status code of the response that caused the error, or null when the error has no response.
    /// </summary>
    HttpStatusCode? StatusCode { get; }

    /// <summary>
    /// Graph's ID for the request, or null when the error has no response or the response contains no ID.
    /// </summary>
    string? RequestId { get; }

    /// <summary>The request's client-request-id, or null when the error has no response or the ID is unknown.</summary>
    string? ClientRequestId { get; }

    /// <summary>
    /// The response headers, by case-insensitive name. Each value is a <c>string[]</c>. Empty when the error has no
    /// response.
    /// </summary>
    Dictionary<string, IEnumerable<string>> ResponseHeaders { get; }
}
