using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>A request on its way to the backend and back.</summary>
internal sealed class PendingCall(BackendConnection connection, long id, string method)
{
    private const int NotBegun = 0;
    private const int Begun = 1;
    private const int Dropped = 2;

    private readonly TaskCompletionSource<PropertyDictionary> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int writing = NotBegun;

    internal long Id { get; } = id;

    /// <summary>Whether Graph may have got a request through this call if it remains without an answer.</summary>
    internal bool IsSend { get; } = method == Protocol.Send;

    /// <summary>What to add to an error if nothing was sent through this call.</summary>
    internal string NothingSent { get; } = method is Protocol.Send or Protocol.Prepare ? " Nothing was sent." : string.Empty;

    /// <summary>How many bytes the backend has to read until it has read this call; set before its frame is written.</summary>
    internal long FrameEnd { get; set; }

    /// <summary>The wait before the latest retry, once there was one.</summary>
    internal RetryWait? Waiting { get; private set; }

    /// <summary>The waits that the user has not been told of yet.</summary>
    internal ConcurrentQueue<RetryWait> Waits { get; } = new();

    /// <summary>The params of session/prompt, of which the user has not been told yet.</summary>
    internal ConcurrentQueue<PropertyDictionary> Prompts { get; } = new();

    internal Task<PropertyDictionary> Completion => completion.Task;

    /// <summary>Asked before the first byte is written.</summary>
    /// <returns>Whether it may be: false once the call was dropped.</returns>
    internal bool TryBegin() => Interlocked.CompareExchange(ref writing, Begun, NotBegun) == NotBegun;

    /// <returns>Whether no byte was written, nor will be.</returns>
    internal bool TryDrop() => Interlocked.CompareExchange(ref writing, Dropped, NotBegun) != Begun;

    internal void Wait(RetryWait wait)
    {
        Waits.Enqueue(wait);
        Waiting = wait;
    }

    internal void Succeed(PropertyDictionary result) => completion.TrySetResult(result);

    internal void Fail(Exception failure) => completion.TrySetException(failure);

    internal void Cancel() => connection.Cancel(this);
}
