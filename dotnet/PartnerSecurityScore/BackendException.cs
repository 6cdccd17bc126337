using System;
using System.IO;

namespace PartnerSecurityScore;

/// <summary>A call that the backend refused, could not carry out, or did not live to answer.</summary>
public sealed class BackendException : ModuleException
{
    internal BackendException(string code, string message, bool mayHaveBeenSent = false)
        : base(code, message, mayHaveBeenSent)
    {
    }

    /// <summary>The error of a request that is too large for a message of the protocol.</summary>
    internal static BackendException RequestTooLarge() =>
        new("RequestTooLarge", "The request is larger than 64 MiB. Nothing was sent. Send fewer items in one request.");

    /// <summary>An answer that is not as the protocol has it.</summary>
    /// <param name="failure">What is wrong with it.</param>
    internal static BackendException Unreadable(InvalidDataException failure, bool mayHaveBeenSent) => new(
        "BackendAnswerUnreadable",
        "The module's backend sent " + failure.Message + "."
            + (mayHaveBeenSent ? " " + Doubt : string.Empty),
        mayHaveBeenSent);

    /// <summary>This failure as scripts know it from other commands: HttpRequestException, TaskCanceledException or ArgumentException.</summary>
    internal Exception ForScripts => Code switch
    {
        Names.ConnectionFailed or Names.ConnectionBroken or Names.NameResolutionFailed or Names.SecureConnectionFailed =>
            new ConnectionException(Code, Message, MayHaveBeenSent, this),
        Names.InvalidHeader => new InvalidArgumentException(Code, Message, this),
        Names.TimedOut => new TimeOutException(Message, MayHaveBeenSent, this),
        _ => this,
    };

    /// <summary>The codes that this module goes by; the backend's src/protocol/errors.ts says what they mean.</summary>
    internal static class Names
    {
        internal const string ConnectionBroken = "ConnectionBroken";
        internal const string ConnectionFailed = "ConnectionFailed";
        internal const string InvalidHeader = "InvalidHeader";
        internal const string InvalidParams = "InvalidParams";
        internal const string NameResolutionFailed = "NameResolutionFailed";
        internal const string SecureConnectionFailed = "SecureConnectionFailed";
        internal const string SessionMismatch = "SessionMismatch";
        internal const string SessionNotFound = "SessionNotFound";
        internal const string TimedOut = "TimedOut";
    }

    /// <summary>The sign-in service's error code, such as AADSTS7000215; null if it gave none.</summary>
    public string? ServiceCode { get; internal set; }

    /// <summary>The id by which the operators of the sign-in service find the request; null if the service gave none.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>How a process ended that could not be used; null if there was none.</summary>
    internal string? FailedStart { get; set; }
}
