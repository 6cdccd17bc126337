using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;

namespace PartnerSecurityScore;

/// <summary>
/// A connection that could not be established or was interrupted. Scripts can catch it as HttpRequestException, which
/// HttpClient throws.
/// </summary>
public sealed class ConnectionException : HttpRequestException, IModuleError
{
    internal ConnectionException(string code, string message, bool mayHaveBeenSent, Exception cause)
        : base(message, cause)
    {
        Code = code;
        MayHaveBeenSent = mayHaveBeenSent;
    }

    public string Code { get; }

    public bool MayHaveBeenSent { get; }

    /// <summary>Always null. Hides the property of the same name in newer versions of .NET.</summary>
    public HttpStatusCode? StatusCode => null;

    public string? RequestId => null;

    public string? ClientRequestId => null;

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; } = [];
}
