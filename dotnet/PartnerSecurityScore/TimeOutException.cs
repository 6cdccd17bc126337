using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>No complete answer came in time. Scripts know it as the exception of HttpClient.</summary>
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
