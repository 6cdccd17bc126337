using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>
/// A response that was not complete within the time limit. Scripts can catch it as TaskCanceledException, which
/// HttpClient throws.
/// </summary>
public sealed class TimeOutException : TaskCanceledException, IModuleError
{
    internal TimeOutException(string message, bool mayHaveBeenSent, Exception cause)
        : base(message, cause) => MayHaveBeenSent = mayHaveBeenSent;

    public string Code => BackendException.Names.TimedOut;

    public bool MayHaveBeenSent { get; }

    public HttpStatusCode? StatusCode => null;

    public string? RequestId => null;

    public string? ClientRequestId => null;

    public Dictionary<string, IEnumerable<string>> ResponseHeaders { get; } = [];
}
