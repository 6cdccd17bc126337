using System;
using System.Collections.Concurrent;
using System.IO;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>The calls that wait for the backend, by their ids, and what its messages mean to them.</summary>
internal sealed class PendingCalls
{
    private readonly ConcurrentDictionary<long, PendingCall> calls = new();

    internal bool IsEmpty => calls.IsEmpty;

    internal void Add(PendingCall call) => calls[call.Id] = call;

    /// <returns>The call, which no longer waits, or null if no call with this id was waiting.</returns>
    internal PendingCall? Take(long id) => calls.TryRemove(id, out var call) ? call : null;

    /// <summary>Ends all that wait.</summary>
    /// <param name="failure">What to fail a call with.</param>
    internal void EndAll(Func<PendingCall, Exception> failure)
    {
        foreach (var id in calls.Keys)
        {
            if (Take(id) is PendingCall call)
            {
                call.Fail(failure(call));
            }
        }
    }

    /// <summary>Hands a notification or an answer to the call that it belongs to.</summary>
    /// <returns>The call that it ended, or null.</returns>
    /// <exception cref="InvalidDataException">It is an answer whose id can't be read.</exception>
    internal PendingCall? Dispatch(PropertyDictionary message)
    {
        if (message["method"] is null)
        {
            return Take(MessageReader.Id(message, "id")) is PendingCall call ? Answer(call, message) : null;
        }

        try
        {
            Notify(message);
        }
        catch (InvalidDataException)
        {
            // A notification only shows something. Without it, the call still gets its answer.
        }

        return null;
    }

    /// <exception cref="InvalidDataException">It is not as the protocol has it.</exception>
    private void Notify(PropertyDictionary notification)
    {
        var about = MessageReader.Object(notification, "params");
        if (!calls.TryGetValue(MessageReader.Id(about, "id"), out var call))
        {
            return;
        }

        switch (notification["method"])
        {
            case Protocol.Waiting:
                call.Wait(RetryWait.From(about));
                break;
            case Protocol.Prompt:
                call.Prompts.Enqueue(about);
                break;
        }
    }

    private static PendingCall Answer(PendingCall call, PropertyDictionary message)
    {
        try
        {
            if (message["error"] is PropertyDictionary error)
            {
                call.Fail(FailureOf(error, call));
            }
            else
            {
                call.Succeed(MessageReader.Object(message, "result"));
            }
        }
        catch (InvalidDataException failure)
        {
            call.Fail(BackendException.Unreadable(failure, call.IsSend));
        }

        return call;
    }

    private static BackendException FailureOf(PropertyDictionary error, PendingCall call)
    {
        var data = error["data"] as PropertyDictionary;
        var mayHaveBeenSent = data?["mayHaveBeenSent"] as bool? ?? (call.IsSend ? throw MessageReader.Wrong("mayHaveBeenSent") : false);
        return new BackendException(data?["name"] as string ?? "InternalError", MessageReader.Text(error, "message"), mayHaveBeenSent)
        {
            ServiceCode = data?["serviceCode"] as string,
            CorrelationId = data?["correlationId"] as string,
        };
    }
}
