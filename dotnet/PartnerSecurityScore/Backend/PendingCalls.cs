using System;
using System.Collections.Concurrent;
using System.IO;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>The calls that wait for the backend, by ID. The class also passes the backend's messages to them.</summary>
internal sealed class PendingCalls
{
    private readonly ConcurrentDictionary<long, PendingCall> calls = new();

    internal bool IsEmpty => calls.IsEmpty;

    internal void Add(PendingCall call) => calls[call.Id] = call;

    /// <returns>The call, which is no longer pending, or null when no call with this ID was pending.</returns>
    internal PendingCall? Take(long id) => calls.TryRemove(id, out var call) ? call : null;

    /// <summary>Fails all pending calls.</summary>
    /// <param name="failure">Returns the exception for a call.</param>
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

    /// <summary>Passes a notification or a response to the call with the same ID.</summary>
    /// <returns>The call that the message completed, or null.</returns>
    /// <exception cref="InvalidDataException">The message is a response with an unreadable ID.</exception>
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
            // Notifications only provide information for the user. The call receives its response without them.
        }

        return null;
    }

    /// <exception cref="InvalidDataException">The notification does not conform to the protocol.</exception>
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
            call.Fail(BackendException.Unreadable(failure, call.Outcome(call.IsSend), call.IsSend));
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
