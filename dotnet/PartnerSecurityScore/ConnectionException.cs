using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;

namespace PartnerSecurityScore;

/// <summary>There was no connection, or it broke. Scripts know it as the exception of HttpClient.</summary>
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

    /// <summary>It stands in front of the one that newer versions of .NET have.</summary>
    public HttpStatusCode? StatusCode => null;

    public string? RequestId => null;

    public string? ClientRequestId => null;

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; } = [];
}
