using System;
using System.Collections.Concurrent;
using System.IO;

namespace PartnerSecurityScore;

/// <summary>The calls that wait for the backend, by their ids, and what its messages mean to them.</summary>
internal sealed class PendingCalls
{
    private readonly ConcurrentDictionary<long, PendingCall> calls = new();

    internal bool IsEmpty => calls.IsEmpty;

    internal void Add(PendingCall call) => calls[call.Id] = call;

    /// <returns>The call, which waits no more, or null where none of this id did.</returns>
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
    /// <exception cref="InvalidDataException">A notification is not as the protocol has it.</exception>
    internal PendingCall? Dispatch(PropertyDictionary message)
    {
        switch (message["method"])
        {
            case Protocol.Waiting when message["params"] is PropertyDictionary wait:
                if (calls.TryGetValue(IdOf(wait), out var waiting))
                {
                    waiting.Waiting = RetryWait.From(wait);
                }

                return null;
            case Protocol.Prompt when message["params"] is PropertyDictionary prompt:
                if (calls.TryGetValue(IdOf(prompt), out var opening))
                {
                    opening.Prompts.Enqueue(SignInPrompt.From(prompt));
                }

                return null;
            default:
                // What has a method is a request, whose id is the backend's own.
                return message["method"] is null && message["id"] is int or long && Take(IdOf(message)) is PendingCall call
                    ? Answer(call, message)
                    : null;
        }
    }

    private static long IdOf(PropertyDictionary message) => Member.Id(message, "id");

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
                call.Succeed(Member.Object(message, "result"));
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
        var mayHaveBeenSent = data?["mayHaveBeenSent"] as bool? ?? (call.IsSend ? throw Member.Wrong("mayHaveBeenSent") : false);
        return new BackendException(data?["name"] as string ?? "InternalError", Member.Text(error, "message"), mayHaveBeenSent)
        {
            ServiceCode = data?["serviceCode"] as string,
            CorrelationId = data?["correlationId"] as string,
        };
    }
}
