using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>A request to the backend that waits for its response.</summary>
internal sealed class PendingCall(BackendConnection connection, long id, string method)
{
    private const int NotBegun = 0;
    private const int Begun = 1;
    private const int Dropped = 2;

    private readonly TaskCompletionSource<PropertyDictionary> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int writing = NotBegun;

    internal long Id { get; } = id;

    /// <summary>Whether Graph may have received a request through this call if the call remains unanswered.</summary>
    internal bool IsSend { get; } = method == Protocol.Send;

    /// <summary>
    /// The sentences to append to an error message when this call sent nothing. Only those of graph/send and
    /// graph/prepare say so, because only these calls are part of a request to Graph. Empty for calls without a command
    /// to repeat.
    /// </summary>
    internal string NothingSent { get; } = method switch
    {
        Protocol.Send or Protocol.Prepare => " Nothing was sent. Run the command again.",
        Protocol.OpenSession => " Run the command again.",
        _ => string.Empty,
    };

    /// <returns>The sentences to append to an error message.</returns>
    internal string Outcome(bool mayHaveBeenSent) => mayHaveBeenSent ? " " + ModuleException.Doubt : NothingSent;

    /// <summary>
    /// The position in the backend's input, in bytes, at which this call's frame ends. Set before the frame is written.
    /// </summary>
    internal long FrameEnd { get; set; }

    /// <summary>The latest wait before a retry, or null when there was no retry.</summary>
    internal RetryWait? Waiting { get; private set; }

    /// <summary>The waits that have not been shown to the user.</summary>
    internal ConcurrentQueue<RetryWait> Waits { get; } = new();

    /// <summary>The params of session/prompt notifications that have not been shown to the user.</summary>
    internal ConcurrentQueue<PropertyDictionary> Prompts { get; } = new();

    internal Task<PropertyDictionary> Completion => completion.Task;

    /// <summary>Marks the call as being written. Called before the first byte is written.</summary>
    /// <returns>Whether the frame may be written; false when the call was dropped.</returns>
    internal bool TryBegin() => Interlocked.CompareExchange(ref writing, Begun, NotBegun) == NotBegun;

    /// <summary>Drops the call if its frame is not being written yet.</summary>
    /// <returns>False when the write has begun; true when no byte of the frame has been or will be written.</returns>
    internal bool TryDrop() => Interlocked.CompareExchange(ref writing, Dropped, NotBegun) != Begun;

    /// <summary>
    /// Drops a graph/send call that ends without an answer, as <see cref="TryDrop" /> does. Does not drop other calls.
    /// </summary>
    /// <returns>Whether Graph may have received a request through the call.</returns>
    internal bool EndsInDoubt() => IsSend && !TryDrop();

    internal void Wait(RetryWait wait)
    {
        Waits.Enqueue(wait);
        Waiting = wait;
    }

    internal void Succeed(PropertyDictionary result) => completion.TrySetResult(result);

    internal void Fail(Exception failure) => completion.TrySetException(failure);

    internal void Cancel() => connection.Cancel(this);
}
