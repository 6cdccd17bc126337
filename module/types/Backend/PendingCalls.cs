using System;
using System.Collections.Concurrent;
using System.Globalization;

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
                return message["id"] is int or long && Take(IdOf(message)) is PendingCall call ? Answer(call, message) : null;
        }
    }

    private static long IdOf(PropertyDictionary message) => Convert.ToInt64(message["id"], CultureInfo.InvariantCulture);

    private static PendingCall Answer(PendingCall call, PropertyDictionary message)
    {
        if (message["error"] is PropertyDictionary error)
        {
            var data = error["data"] as PropertyDictionary;
            call.Fail(new BackendException(
                data?["name"] as string ?? "InternalError",
                error["message"] as string ?? "The backend reported an error without a message.",
                data?["mayHaveBeenSent"] is true)
            {
                ServiceCode = data?["serviceCode"] as string,
                CorrelationId = data?["correlationId"] as string,
            });
        }
        else
        {
            call.Succeed(message["result"] as PropertyDictionary ?? []);
        }

        return call;
    }
}
