using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net.Http;
using Microsoft.Graph.Beta.PowerShell.Runtime;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// How a command sends requests: each with the session that its runspace has when the record arrives, as an earlier
/// command of the pipeline may sign in for each.
/// </summary>
public sealed class GraphRequest
{
    private readonly PSCmdlet command;
    private readonly RequestTarget target = RequestTarget.Of("updateSecurityScore");
    private readonly StepPipeline steps;
    private readonly ProxySources proxies;
    private readonly bool hasHeadersArgument;
    private readonly bool hasBodyArgument;
    private readonly string psVersion;
    private IRequestChannel? channel;

    private GraphRequest(PSCmdlet command, IDictionary<string, object> parameters, bool isTraced)
    {
        this.command = command;
        IsTraced = isTraced;
        CallerVariable.CheckName(Value<string>(parameters, "ResponseHeadersVariable"));
        hasHeadersArgument = parameters.ContainsKey("Headers");
        hasBodyArgument = parameters.ContainsKey("BodyParameter");
        psVersion = ((IDictionary)command.SessionState.PSVariable.GetValue("PSVersionTable"))["PSVersion"]!.ToString()!;
        proxies = new ProxySources(ProxySettings.From(
            Value<Uri>(parameters, "Proxy"),
            Value<PSCredential>(parameters, "ProxyCredential"),
            LanguagePrimitives.IsTrue(Value<object>(parameters, "ProxyUseDefaultCredentials"))));
        steps = new StepPipeline(
            Value<SendAsyncStep[]>(parameters, "HttpPipelinePrepend"), Value<SendAsyncStep[]>(parameters, "HttpPipelineAppend"));
    }

    /// <param name="command">The command, which has the parameters of its HTTP request; stopping it stops the request.</param>
    /// <param name="parameters">The parameters that are bound when the command begins, which are its arguments.</param>
    /// <param name="isTraced">Whether answers tell of each HTTP exchange, for -Debug.</param>
    /// <returns>The request, or why a variable or the proxy can't be used.</returns>
    public static Result<GraphRequest> Begin(PSCmdlet command, IDictionary<string, object> parameters, bool isTraced) =>
        Result<GraphRequest>.Of(() => new GraphRequest(command, parameters, isTraced));

    /// <summary>Whether answers tell of each HTTP exchange, for -Debug.</summary>
    public bool IsTraced { get; }

    /// <summary>Who is signed in; null where nobody was when the record arrived.</summary>
    public AuthContext? Context => channel?.Context;

    /// <summary>Whether the record has another session than the one before.</summary>
    public bool HasNewSession { get; private set; }

    /// <summary>Takes the session that the runspace has as a record arrives.</summary>
    /// <returns>Null, or why there is no session that is meant: the proxy can't be used with it, or there are two.</returns>
    public Exception? TakeSession()
    {
        var before = Context;
        var taken = Result<IRequestChannel>.Of(() => SessionChoice.For(command, proxies, channel));
        channel = taken.Value;
        HasNewSession = !ReferenceEquals(before, Context);
        return taken.Failure;
    }

    /// <summary>Checks what one record says, and makes it ready to be sent.</summary>
    /// <param name="parameters">The parameters that are bound for the record.</param>
    /// <param name="body">The body of the parameter set Update.</param>
    /// <param name="headers">The user's headers or null.</param>
    public Result<RequestContent> Prepare(IDictionary<string, object?> parameters, object? body, IDictionary? headers)
    {
        var isWhole = command.ParameterSetName == "Update";

        // The engine binds a piped dictionary to both parameters; where it is the body, it is not headers too.
        var isPipedBody = isWhole && !hasBodyArgument;
        var given = isPipedBody && !hasHeadersArgument ? null : headers;
        var content = RequestContent.Prepare(isWhole ? body : null, parameters, given, psVersion);
        return content.Value is { } ready && given is { Count: > 0 }
            ? Result<RequestContent>.Of(() =>
            {
                Prepared(ready);
                return ready;
            })
            : content;
    }

    /// <summary>
    /// Asks whether to go on. A script must not ask for itself: the engine takes Ctrl+C at the question for an exception of
    /// the method that the script calls, and reports that.
    /// </summary>
    /// <returns>Null where the question was answered with Ctrl+C: the caller has to stop the pipeline.</returns>
    public bool? ShouldProcess(string target, string operation)
    {
        try
        {
            return command.ShouldProcess(target, operation);
        }
        catch (Exception failure) when (failure is PipelineStoppedException or ArgumentOutOfRangeException)
        {
            // A console that Ctrl+C was pressed in gives -1 for the choice, which the engine takes for an index.
            return null;
        }
    }

    /// <returns>What Send with the same arguments would do, for -WhatIf with -Verbose or -Debug.</returns>
    public string Plan(RequestContent content)
    {
        var request = Prepared(content);
        return (channel is null
            ? "Nobody is signed in, so nothing would be sent. The request would be: "
            : "This would be sent to " + channel.Context.Description + ": ")
            + request.Method + " " + request.Url + ", with the body " + Redaction.Text(content.Json);
    }

    /// <param name="content">What to send.</param>
    /// <returns>The answer, whatever its status, or why there is none.</returns>
    /// <exception cref="PipelineStoppedException">The command was stopped; the request is aborted.</exception>
    public Result<GraphResponse> Send(RequestContent content) => Result<GraphResponse>.Of(() =>
    {
        var open = channel ?? throw new ModuleException("AuthenticationNeeded", "Authentication needed. Please call Connect-MgGraph.");
        var response = steps.IsEmpty
            ? open.Send(target, content.Headers, content.Json, IsTraced)
            : SendThroughSteps(open, HttpMessages.ToMessage(Prepared(content), content.Json));
        if (response.IsSuccess && response.Body.Length > 0)
        {
            ModelCopies.Deepen(command);
        }

        return response;
    });

    private GraphResponse SendThroughSteps(IRequestChannel open, HttpRequestMessage first)
    {
        GraphResponse? last = null;
        string? sentBody = null;
        var mayHaveBeenSent = false;
        var tries = new List<HttpExchange>();
        try
        {
            using var answer = steps.Send(first, SendMessage, command);
            var response = HttpMessages.FromMessage(answer, last);
            response.Tries = tries;
            response.ShownSentBody = sentBody;
            return response;
        }
        catch (Exception failure) when (mayHaveBeenSent && failure is not PipelineStoppedException)
        {
            throw StepPipeline.FailureBehindRequest(failure);
        }
        finally
        {
            first.Dispose();
        }

        HttpResponseMessage SendMessage(HttpRequestMessage message)
        {
            try
            {
                last = Send(open, message);
                mayHaveBeenSent = true;
            }
            catch (Exception failure) when (failure is IModuleError { MayHaveBeenSent: true })
            {
                mayHaveBeenSent = true;
                throw;
            }

            tries.AddRange(last.Tries);
            sentBody = last.ShownSentBody ?? HttpMessages.TextOf(message.Content);
            return HttpMessages.ToMessage(last, message);
        }
    }

    private GraphResponse Send(IRequestChannel open, HttpRequestMessage message)
    {
        try
        {
            return open.Send(
                RequestTarget.Of(
                    message.Method.Method,
                    message.RequestUri?.AbsoluteUri ?? throw new ModuleException("InvalidStep", "A step of the HTTP pipeline took the request's URL away. Nothing was sent.")),
                HttpMessages.HeadersOf(message),
                message.Content is null ? null : HttpMessages.TextOf(message.Content),
                IsTraced);
        }
        catch (BackendException refusal) when (refusal.Code == "InvalidParams")
        {
            // The request of the command itself is none that the backend refuses.
            throw new ModuleException("InvalidStep", "A step of the HTTP pipeline made a request that can't be sent: " + refusal.Message + " It was not sent.", cause: refusal);
        }
    }

    /// <summary>Asks the backend once for a record, and only where somebody has to see the request.</summary>
    private PreparedRequest Prepared(RequestContent content) =>
        content.Prepared ??= PreparedRequest.Ask(command, channel?.GraphEndpoint ?? string.Empty, target, content.Headers);

    private static T? Value<T>(IDictionary<string, object> parameters, string name)
        where T : class =>
        parameters.TryGetValue(name, out var value) ? (T?)value : null;
}
