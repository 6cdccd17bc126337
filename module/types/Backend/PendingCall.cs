using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>A request on its way to the backend and back.</summary>
internal sealed class PendingCall(BackendConnection connection, long id, string method)
{
    private readonly TaskCompletionSource<PropertyDictionary> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether Graph may have got a request through this call if it remains without an answer.</summary>
    internal bool MayHaveBeenSent { get; } = method == Protocol.Send;

    /// <summary>The wait before the latest retry, once there was one.</summary>
    internal RetryWait? Waiting { get; set; }

    /// <summary>What the user has to do, and has not been told yet.</summary>
    internal ConcurrentQueue<SignInPrompt> Prompts { get; } = new();

    internal Task<PropertyDictionary> Completion => completion.Task;

    internal void Succeed(PropertyDictionary result) => completion.TrySetResult(result);

    internal void Fail(Exception failure) => completion.TrySetException(failure);

    internal void Cancel() => connection.Cancel(id);
}
