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
/// Sends the requests of a command. Each request uses the session that the runspace has when the record arrives, because an
/// earlier command in the pipeline can sign in again for each record.
/// </summary>
internal sealed class GraphRequest
{
    private readonly PSCmdlet command;
    private readonly RecordInput input;
    private readonly StepPipeline steps;
    private readonly ProxySources proxies;
    private readonly bool isTraced;
    private readonly string psVersion;
    private IRequestChannel? channel;

    /// <param name="command">
    /// The command before its first record, when only its arguments are bound. Stopping the command aborts the request.
    /// </param>
    /// <param name="functions">The session state that contains the function's variables.</param>
    /// <param name="isTraced">Whether answers include the HTTP exchanges that the channel can observe, for -Debug.</param>
    /// <exception cref="ArgumentException">
    /// The proxy cannot be used, or a query option has an unsupported value.
    /// </exception>
    internal GraphRequest(PSCmdlet command, SessionState functions, bool isTraced)
    {
        this.command = command;
        this.isTraced = isTraced;
        input = new RecordInput(command, functions.PSVariable);
        Query = new QueryOptions(Parameters);
        psVersion = ((IDictionary)command.SessionState.PSVariable.GetValue("PSVersionTable"))["PSVersion"]!.ToString()!;
        proxies = new ProxySources(ProxySettings.From(
            Argument<Uri>("Proxy"),
            Argument<PSCredential>("ProxyCredential"),
            LanguagePrimitives.IsTrue(Argument<object>("ProxyUseDefaultCredentials"))));
        steps = new StepPipeline(Argument<SendAsyncStep[]>("HttpPipelinePrepend"), Argument<SendAsyncStep[]>("HttpPipelineAppend"));
    }

    /// <summary>The identity that is signed in; <c>null</c> if no one was signed in when the record arrived.</summary>
    internal AuthContext? Context => channel?.Context;

    /// <summary>
    /// Whether the record uses a different session from the previous record; for the first record, whether someone is signed in.
    /// </summary>
    internal bool HasNewSession { get; private set; }

    internal QueryOptions Query { get; }

    /// <summary>The Graph endpoint of the session; empty if no one is signed in.</summary>
    internal string GraphEndpoint => channel?.GraphEndpoint ?? string.Empty;

    private Dictionary<string, object> Parameters => command.MyInvocation.BoundParameters;

    /// <summary>Selects the session that the runspace has when a record arrives.</summary>
    /// <exception cref="Exception">
    /// The proxy cannot be used with the session, or two sign-ins for different tenants exist.
    /// </exception>
    internal void TakeSession()
    {
        var before = Context;
        channel = SessionChoice.For(command, proxies, channel);
        HasNewSession = !ReferenceEquals(before, Context);
    }

    /// <summary>Validates the input for one record and creates the content of its request.</summary>
    internal RequestContent Prepare(Operation operation)
    {
        var piped = input.PipedDictionary();
        var id = RequestId.Of(operation, input.GivenIdentity, Parameters);
        var (body, notes) = operation.Body is { } schema ? BodyOf(schema, ref piped) : (null, new BodyNotes(isExpanded: true));
        var headers = input.GivenHeaders ?? piped;
        var content = new RequestContent(operation, new RequestTarget(operation, id?.Value, Query), body, notes, headers, psVersion)
        {
            Facts = [.. id?.Facts ?? [], .. operation.Body is null ? Query.Facts(operation.IsList) : []],
        };
        if (headers is { Count: > 0 })
        {
            // Invalid headers must cause an error before the user is prompted for confirmation.
            Prepared(content);
        }

        return content;
    }

    /// <returns>A description of what Send would do, for -WhatIf or -Confirm with -Verbose or -Debug.</returns>
    internal string Plan(RequestContent content)
    {
        var prepared = Prepared(content);
        return (channel is null
            ? "No request would be sent, because nobody is signed in. The request would be: "
            : "This would be sent as " + channel.Context.Description + ": ")
            + prepared.Method + " " + prepared.Url + ", with the body " + Redaction.Text(content.Json ?? string.Empty);
    }

    /// <returns>The answer, regardless of its status.</returns>
    /// <exception cref="ModuleException">No one is signed in.</exception>
    /// <exception cref="PipelineStoppedException">The command was stopped, and the request was aborted.</exception>
    internal GraphResponse Send(RequestContent content)
    {
        var open = channel ?? throw new ModuleException("AuthenticationNeeded", "Authentication needed. Please call Connect-MgGraph.");
        var response = steps.IsEmpty
            ? open.Send(content.Target, content.Headers, content.Json, isTraced)
            : SendThroughSteps(open, HttpMessages.ToMessage(Prepared(content), content.Json));
        if (response.IsSuccess && response.Body.Length > 0)
        {
            ModelCopies.Deepen(command);
        }

        return response;
    }

    private GraphResponse SendThroughSteps(IRequestChannel open, HttpRequestMessage first)
    {
        GraphResponse? last = null;
        string? sentBody = null;
        var mayHaveBeenSent = false;
        var exchanges = new List<HttpExchange>();
        try
        {
            using var answer = steps.Send(first, SendMessage, command);
            var response = HttpMessages.FromMessage(answer, last);
            response.Exchanges = exchanges;
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

            exchanges.AddRange(last.Exchanges);
            sentBody = last.ShownSentBody ?? HttpMessages.TextOf(message.Content, "request");
            return HttpMessages.ToMessage(last, message);
        }
    }

    private GraphResponse Send(IRequestChannel open, HttpRequestMessage message)
    {
        try
        {
            return open.Send(
                new RequestTarget(
                    message.Method.Method,
                    // OriginalString preserves the escaping. AbsoluteUri escapes differently, and replaces %2F with a slash on
                    // .NET Framework.
                    message.RequestUri?.OriginalString ?? throw new ModuleException("InvalidStep", "An HTTP pipeline step removed the URL of the request. Nothing was sent. Correct the step.")),
                HttpMessages.HeadersOf(message),
                message.Content is null ? null : HttpMessages.TextOf(message.Content, "request"),
                isTraced);
        }
        catch (BackendException refusal) when (refusal.Code == BackendException.Names.InvalidParams)
        {
            // The backend accepts the command's own requests, so a step must have made this one invalid.
            throw new ModuleException("InvalidStep", "An HTTP pipeline step created a request that cannot be sent: " + refusal.Message + " Nothing was sent. Correct the step.", cause: refusal);
        }
    }

    /// <summary>
    /// Returns the request as the backend would send it. Only the first call for a record or page calls the backend.
    /// </summary>
    private PreparedRequest Prepared(RequestContent content) =>
        content.Prepared ??= PreparedRequest.Ask(command, GraphEndpoint, content.Target, content.Headers);

    private T? Argument<T>(string name)
        where T : class =>
        Parameters.TryGetValue(name, out var value) ? (T?)value : null;

    /// <param name="schema">The schema of the body.</param>
    /// <param name="piped">
    /// A piped dictionary, or <c>null</c>. If no parameter supplies the body, the dictionary becomes the body and this argument
    /// is set to <c>null</c>.
    /// </param>
    private (Model Body, BodyNotes Notes) BodyOf(ModelSchema schema, ref IDictionary? piped)
    {
        if (input.GivenBody is { } given)
        {
            if (input.IsIdentityPiped && input.IsBodyPiped)
            {
                RequestId.TakeOut(given);
            }
            else if (input.IsBodyPiped)
            {
                RequestId.RefuseIn(given.AllAdditional());
            }

            return (given, new BodyNotes(isExpanded: false));
        }

        if (piped is not null && !RequestBody.IsGiven(schema, Parameters))
        {
            var body = ModelBinder.Bind(piped, schema, string.Empty);
            piped = null;
            return (body, new BodyNotes(isExpanded: false));
        }

        if (input.IsNullPiped && !RequestBody.IsGiven(schema, Parameters))
        {
            throw new InvalidArgumentException("InvalidArgument", "The piped value is null, and no parameter specifies what to send. Nothing was sent.");
        }

        var notes = new BodyNotes(isExpanded: true);
        return (RequestBody.FromParameters(schema, Parameters, notes), notes);
    }
}
