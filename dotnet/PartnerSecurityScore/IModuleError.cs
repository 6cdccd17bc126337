using System.Collections.Generic;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>
/// The members that all exceptions of the module share, so that a script can read them from any exception. They are not
/// part of <see cref="ModuleException"/>, because some exceptions derive from .NET types that scripts catch.
/// </summary>
public interface IModuleError
{
    /// <summary>
    /// The kind of error: Graph's error code, or a name such as ConnectionFailed. Null when the response has no code.
    /// </summary>
    string? Code { get; }

    /// <summary>
    /// False only when the service certainly did not process the request, for example after a redirect that could not
    /// be followed. True when the service may have processed it, and when the service responded with an error status.
    /// </summary>
    bool MayHaveBeenSent { get; }

    /// <summary>The response's status code, or null when there was no response.</summary>
    HttpStatusCode? StatusCode { get; }

    /// <summary>Graph's ID for the request, or null when the response contains none.</summary>
    string? RequestId { get; }

    /// <summary>The request's client-request-id, or null when there was no response.</summary>
    string? ClientRequestId { get; }

    /// <summary>
    /// The response headers, by case-insensitive name. Each value is a <c>string[]</c>. Empty when there was no
    /// response.
    /// </summary>
    Dictionary<string, IEnumerable<string>> ResponseHeaders { get; }
}
