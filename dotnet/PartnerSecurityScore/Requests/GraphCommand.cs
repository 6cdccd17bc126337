using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Implements the behaviour that all Graph commands share. The generated functions call this class and write its output.
/// Only terminating errors are thrown, because the engine adds every exception that reaches a script to $Error, even if the
/// script catches it.
/// </summary>
public sealed class GraphCommand
{
    /// <summary>
    /// The script that sends the request for the next page. A failed statement in a user's step stops the step only if a try
    /// block surrounds the call, as in the generated functions.
    /// </summary>
    private const string InTry = "param($list) try { $list.SendPage() } catch { throw }";

    private readonly PSCmdlet command;
    private readonly string name;
    private readonly CallerPreferences preferences;
    private readonly AnswerStreams streams;
    private readonly Consent consent;
    private readonly string? headersVariable;
    private readonly GraphRequest request;
    private RequestContent? content;
    private GraphResponse? response;
    private ErrorRecord? error;

    private GraphCommand(PSCmdlet command, SessionState functions, string name)
    {
        this.command = command;
        this.name = name;
        preferences = CallerPreferences.TakeOver(command, functions);
        streams = new AnswerStreams(command, () => Action, preferences.IsDebug);
        consent = new Consent(command, preferences, streams);
        var arguments = command.MyInvocation.BoundParameters;
        if (arguments.TryGetValue("Break", out var isBroken) && LanguagePrimitives.IsTrue(isBroken))
        {
            DebuggerAttachment.Wait(command);
        }

        headersVariable = arguments.TryGetValue("ResponseHeadersVariable", out var variable) && variable is string { Length: > 0 } given ? given : null;
        CallerVariable.CheckName(headersVariable, "ResponseHeadersVariable");
        request = new GraphRequest(command, functions, preferences.IsDebug);
        CallerVariable.CheckName(request.Query.CountVariable, "CountVariable");
        if (preferences.IsDebug)
        {
            command.WriteDebug(DebugText.Begin(name, command.ParameterSetName));
        }
    }

    /// <summary>Whether the user pressed Ctrl+C at a prompt. The function must then stop the pipeline.</summary>
    public bool IsStopped => streams.IsStopped;

    private string Action => name + "_" + command.ParameterSetName;

    /// <summary>Starts a command. An error terminates the command.</summary>
    /// <param name="command">The function's <c>$PSCmdlet</c>, with its bound arguments.</param>
    /// <param name="functions">The session state that contains the function's variables.</param>
    /// <param name="name">The command's name.</param>
    public static GraphCommand Begin(PSCmdlet command, SessionState functions, string name)
    {
        try
        {
            return new GraphCommand(command, functions, name);
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            command.ThrowTerminatingError(ErrorRecords.OfCommand(failure, ErrorCategory.InvalidArgument));
            throw;
        }
    }

    /// <summary>
    /// Prepares the request for a record, asks for confirmation if it is a write request, and sends it. Call <see cref="Read" />
    /// and <see cref="Complete" /> afterwards.
    /// </summary>
    public void Send()
    {
        content = null;
        Send(SendRecord);
    }

    /// <summary>Sends the request for the next page of a list. Called only by the script that <see cref="Read" /> runs.</summary>
    public void SendPage() => Send(SendContent);

    /// <summary>Reads the answer, if there is one, and writes the messages about it.</summary>
    /// <returns>
    /// The output for the record. The pages of a list are requested one at a time, as the pipeline consumes the objects.
    /// </returns>
    public IEnumerable<object> Read() =>
        content is null || response is null ? [] : content.Operation.IsList ? ReadPages(content, response.Headers) : ReadOne(content, response);

    /// <summary>
    /// Completes the record after its output: sets the variable for the headers, which <see cref="Read" /> has already set for a
    /// list, and writes the error, if any.
    /// </summary>
    public void Complete()
    {
        if (content is { Operation.IsList: false } && response is not null)
        {
            SetVariable(headersVariable, response.Headers);
        }

        // This must be the last statement, because WriteError throws with -ErrorAction Stop.
        if (error is not null)
        {
            command.WriteError(error);
        }
    }

    /// <summary>Writes the closing message for -Debug.</summary>
    public void End()
    {
        if (preferences.IsDebug)
        {
            command.WriteDebug(DebugText.End(name));
        }
    }

    private void Send(Func<Exception?> send)
    {
        response = null;
        error = null;
        Exception? failure;
        try
        {
            failure = send();
        }
        catch (Exception unexpected) when (unexpected is not PipelineStoppedException)
        {
            command.ThrowTerminatingError(ErrorRecords.OfCommand(unexpected, ErrorCategory.InvalidOperation));
            throw;
        }

        if (failure is BodyTextException text)
        {
            command.ThrowTerminatingError(text.ErrorRecord);
        }

        if (failure is not null)
        {
            error = ErrorRecords.OfRequest(failure, Action);
        }
    }

    /// <returns>
    /// The failure that prevented an answer; <c>null</c> if there is an answer or the request was not confirmed.
    /// </returns>
    private Exception? SendRecord()
    {
        var operation = Operations.Of(name, command.ParameterSetName);
        request.TakeSession();
        if (preferences.IsDebug && request.HasNewSession && request.Context is { } context)
        {
            command.WriteDebug(DebugText.Authentication(context));
            command.WriteDebug(DebugText.Scopes(context));
        }

        var prepared = Result<RequestContent>.Of(() => request.Prepare(operation));
        content = prepared.Value;
        if (content is null)
        {
            return prepared.Failure;
        }

        if (operation.Body is not null)
        {
            if (consent.Tell(content, request) is { } unplanned)
            {
                return unplanned;
            }

            if (!consent.Ask("Call remote '" + operation.Method + " " + operation.Path + "' operation", Action))
            {
                return null;
            }
        }

        foreach (var variable in new[] { headersVariable, request.Query.CountVariable }.OfType<string>())
        {
            if (request.Context is not null && CallerVariable.Set(command, variable, null) is { } failure)
            {
                return failure;
            }
        }

        foreach (var header in content.UnusedHeaders)
        {
            streams.Warning("-Headers: The header " + header + " is ignored, because the module sets it.");
        }

        return SendContent();
    }

    private Exception? SendContent()
    {
        var answered = Result<GraphResponse>.Of(() => request.Send(content!));
        response = answered.Value;
        return answered.Failure;
    }

    private object[] ReadOne(RequestContent sent, GraphResponse answer)
    {
        if (!IsSuccess(sent, answer))
        {
            return [];
        }

        var model = Result<Model>.Of(() => answer.Read(sent.Operation.Model));
        error = model.Failure is null ? null : ErrorRecords.OfRequest(model.Failure, Action);
        return model.Value is null ? [] : [model.Value];
    }

    private IEnumerable<object> ReadPages(RequestContent sent, Dictionary<string, IEnumerable<string>> headers)
    {
        SetVariable(headersVariable, headers);
        var paging = new Paging(request.Query);
        while (response is { } answer && IsSuccess(sent, answer))
        {
            var read = Result<ListPage>.Of(() => ListPage.Of(answer, sent.Operation.Model, paging.Number));
            if (paging.Number == 1)
            {
                SetVariable(request.Query.CountVariable, read.Value?.Count);
            }

            if (read.Value is not { } page)
            {
                error = ErrorRecords.OfRequest(read.Failure!, Action);
                yield break;
            }

            foreach (var model in paging.Take(page))
            {
                yield return model;
            }

            var next = Result<string>.Of(() => paging.Next(page));
            error = next.Failure is null ? null : ErrorRecords.OfRequest(next.Failure, Action);
            if (IsStopped || next.Value is not { } link)
            {
                yield break;
            }

            if (Paging.OtherHost(link, request.GraphEndpoint) is { } host)
            {
                streams.Verbose("The link to the next page points to " + host + ". The page is requested from " + request.GraphEndpoint + " instead.");
            }

            sent.TurnTo(link);
            ScriptBlock.Create(InTry).Invoke(this);
        }
    }

    /// <summary>Writes the messages about an answer, and records an error if the answer is not a success.</summary>
    private bool IsSuccess(RequestContent sent, GraphResponse answer)
    {
        streams.Tell(answer, sent);
        if (!answer.IsSuccess)
        {
            error = ErrorRecords.OfAnswer(answer, sent, Action);
        }

        return answer.IsSuccess;
    }

    private void SetVariable(string? variable, object? value)
    {
        if (variable is not null && CallerVariable.Set(command, variable, value) is { } failure)
        {
            command.WriteError(ErrorRecords.OfRequest(failure, Action));
        }
    }
}
