using System;
using System.IO;

namespace PartnerSecurityScore;

/// <summary>
/// The error for a call to the backend that was rejected, failed, or remained unanswered, and for a backend that cannot
/// be started.
/// </summary>
public sealed class BackendException : ModuleException
{
    internal BackendException(string code, string message, bool mayHaveBeenSent = false)
        : base(code, message, mayHaveBeenSent)
    {
    }

    /// <summary>Creates the error for a request that exceeds the protocol's size limit.</summary>
    internal static BackendException RequestTooLarge() =>
        new("RequestTooLarge", "The request is larger than 64 MiB. Nothing was sent. Send fewer items in one request.");

    /// <summary>Creates the error for a message that violates the protocol.</summary>
    /// <param name="failure">The violation, described by a noun phrase that completes the error message.</param>
    /// <param name="outcome">The sentences to append to the message.</param>
    /// <param name="mayHaveBeenSent">Whether the service may have received the request.</param>
    internal static BackendException Unreadable(InvalidDataException failure, string outcome, bool mayHaveBeenSent) => new(
        "BackendAnswerUnreadable", "The module's backend sent " + failure.Message + "." + outcome, mayHaveBeenSent);

    /// <summary>
    /// The exception to throw to scripts. For some failures, it derives from the type that other commands throw:
    /// HttpRequestException, ArgumentException, or TaskCanceledException. For all other failures, it is this exception.
    /// </summary>
    internal Exception ForScripts => Code switch
    {
        Names.ConnectionFailed or Names.ConnectionBroken or Names.NameResolutionFailed or Names.SecureConnectionFailed =>
            new ConnectionException(Code, Message, MayHaveBeenSent, this),
        Names.InvalidHeader => new InvalidArgumentException(Code, Message, this),
        Names.TimedOut => new TimeOutException(Message, MayHaveBeenSent, this),
        _ => this,
    };

    /// <summary>
    /// The error names that the module's code depends on. The backend's src/protocol/errors.ts documents them.
    /// </summary>
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

    /// <summary>
    /// The sign-in service's error code, such as AADSTS7000215, or else its OAuth error code. Null when the service
    /// sent neither.
    /// </summary>
    public string? ServiceCode { get; internal set; }

    /// <summary>
    /// The correlation ID by which the sign-in service's operators can find the request, or null when the service sent
    /// none.
    /// </summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>
    /// The end of a backend process that ended, or did not respond, before it was initialized. Null for any other
    /// error.
    /// </summary>
    internal BackendEnd? FailedStart { get; set; }
}
