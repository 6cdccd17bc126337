using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Graph.Beta.PowerShell.Runtime;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>Runs the user's HTTP steps around the request.</summary>
internal sealed class StepPipeline
{
    /// <summary>Group 1 is the rest of the sentence.</summary>
    private static readonly Regex NothingSent = new(@"Nothing was sent(.*?\.)(?=\s|$)");

    private readonly SendAsyncStep[] steps;

    /// <param name="prepend">
    /// The steps that run first, in reverse list order: each step wraps those before it in the list.
    /// </param>
    /// <param name="append">The steps that run after the prepended ones, in list order.</param>
    internal StepPipeline(SendAsyncStep[]? prepend, SendAsyncStep[]? append) =>
        steps = Enumerable.Reverse(prepend ?? []).Concat(append ?? []).ToArray();

    internal bool IsEmpty => steps.Length == 0;

    /// <param name="request">The request for the outermost step.</param>
    /// <param name="send">Sends the request that the innermost step passes on, and waits for the answer.</param>
    internal HttpResponseMessage Send(
        HttpRequestMessage request, Func<HttpRequestMessage, HttpResponseMessage> send, PSCmdlet command)
    {
        using var stop = new CancellationTokenSource();
        ISendAsync chain = new Innermost(send);
        foreach (var step in Enumerable.Reverse(steps))
        {
            chain = new Step(step, chain);
        }

        try
        {
            return BackendHost.Wait(chain.SendAsync(request, new Command(stop)), command, null) ?? throw NoAnswer();
        }
        catch (PipelineStoppedException)
        {
            stop.Cancel();
            throw;
        }
    }

    /// <summary>
    /// Returns the error for a step that failed after a request might have been sent. The error and its message always report
    /// this, even if the step's own error does not. "Nothing was sent" in that error applies only to the last request.
    /// </summary>
    internal static Exception FailureBehindRequest(Exception failure)
    {
        var error = ModuleException.Of(failure);
        return error is IModuleError { MayHaveBeenSent: true }
            ? error
            : new ModuleException((error as IModuleError)?.Code, WithDoubt(error.Message, ModuleException.Unwrap(failure) is IModuleError), mayHaveBeenSent: true, error);
    }

    /// <param name="isOwn">Whether the message is one of this module. It can end with a remedy, which the doubt precedes.</param>
    private static string WithDoubt(string message, bool isOwn)
    {
        const string doubt = "The outcome is unknown: a request may have reached Graph before this failure.";
        if (!isOwn)
        {
            return (ForeignText.Sentence(message) + " " + doubt).Trim();
        }

        return NothingSent.IsMatch(message) ? NothingSent.Replace(message, "Nothing more was sent$1 " + doubt, 1) : doubt + " " + message;
    }

    private static ModuleException NoAnswer() => new(
        "InvalidStep",
        "An HTTP pipeline step returned no response. Nothing was sent. A step must return the Task from $next.SendAsync($request, $callback), or another Task[HttpResponseMessage].");

    private sealed class Step(SendAsyncStep step, ISendAsync next) : ISendAsync
    {
        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IEventListener callback) =>
            step(request, callback, next) ?? throw NoAnswer();
    }

    /// <summary>
    /// Sends the request on the calling thread, because a script block can continue only on its runspace's thread.
    /// </summary>
    private sealed class Innermost(Func<HttpRequestMessage, HttpResponseMessage> send) : ISendAsync
    {
        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IEventListener callback)
        {
            try
            {
                return Task.FromResult(send(request));
            }
            catch (Exception failure) when (failure is not PipelineStoppedException)
            {
                return Task.FromException<HttpResponseMessage>(failure);
            }
        }
    }

    private sealed class Command(CancellationTokenSource stop) : IEventListener
    {
        public CancellationToken Token => stop.Token;

        public Action Cancel => stop.Cancel;

        public Task Signal(string id, CancellationToken token, Func<EventData> createMessage) => Task.CompletedTask;
    }
}
