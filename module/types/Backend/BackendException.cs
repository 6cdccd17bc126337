using System;

namespace PartnerSecurityScore;

/// <summary>A call that the backend refused, could not carry out, or did not live to answer.</summary>
public sealed class BackendException : Exception
{
    internal BackendException(string code, string message, bool mayHaveBeenSent = false)
        : base(message)
    {
        Code = code;
        MayHaveBeenSent = mayHaveBeenSent;
    }

    /// <summary>The name of the error, such as ConnectionFailed; the protocol lists those of the backend.</summary>
    public string Code { get; }

    /// <summary>True where Graph may have got the request although no answer came.</summary>
    public bool MayHaveBeenSent { get; }
}
