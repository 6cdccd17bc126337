using System;
using System.Collections.Generic;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>An argument that a command cannot use, or a sign-out without a sign-in. Nothing was sent.</summary>
public class InvalidArgumentException : ArgumentException, IModuleError
{
    internal InvalidArgumentException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    public string Code { get; }

    public bool MayHaveBeenSent => false;

    public HttpStatusCode? StatusCode => null;

    public string? RequestId => null;

    public string? ClientRequestId => null;

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; } = [];
}
