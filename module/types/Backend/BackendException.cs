using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>A call that the backend refused, could not carry out, or did not live to answer.</summary>
public sealed class BackendException : Exception
{
    /// <summary>What an error ends with where an answer is missing.</summary>
    internal const string Doubt = " The outcome is unknown: the request may have reached Graph. It is not sent again.";

    internal BackendException(string code, string message, bool mayHaveBeenSent = false)
        : base(message)
    {
        Code = code;
        MayHaveBeenSent = mayHaveBeenSent;
    }

    /// <summary>For a request that no message of the protocol can hold.</summary>
    internal static BackendException RequestTooLarge() =>
        new("RequestTooLarge", "The request is larger than 64 MiB. Nothing was sent. Send fewer entries at a time.");

    /// <summary>An answer that is not as the protocol has it.</summary>
    /// <param name="failure">What is wrong with it.</param>
    internal static BackendException Unreadable(InvalidDataException failure, bool mayHaveBeenSent) => new(
        "BackendAnswerUnreadable",
        "the module's backend sent " + failure.Message + "."
            + (mayHaveBeenSent ? Doubt : string.Empty),
        mayHaveBeenSent);

    /// <summary>The name of the error, such as ConnectionFailed; the protocol lists those of the backend.</summary>
    public string Code { get; }

    /// <summary>This failure as scripts know it from other HTTP commands: HttpRequestException or TaskCanceledException.</summary>
    public Exception ForScripts => Code switch
    {
        "ConnectionFailed" or "ConnectionBroken" => new HttpRequestException(Message, this),
        "TimedOut" => new TaskCanceledException(Message, this),
        _ => this,
    };

    /// <summary>The sign-in service's error code, such as AADSTS7000215; null where it gave none.</summary>
    public string? ServiceCode { get; internal set; }

    /// <summary>By which the sign-in service's operators find the request; null where it gave none.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>How a process ended that could not be used; null where there was none.</summary>
    internal string? FailedStart { get; set; }

    /// <summary>True where Graph may have got the request although no answer came.</summary>
    public bool MayHaveBeenSent { get; }
}
