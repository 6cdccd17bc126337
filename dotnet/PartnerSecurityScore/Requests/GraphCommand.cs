using System;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// What all commands for Graph do. Their functions, which are generated, call it and write what it returns. Nothing is
/// thrown but what ends the command, as the engine lists every exception that a script catches in $Error.
/// </summary>
public sealed class GraphCommand
{
    private readonly PSCmdlet command;
    private readonly string name;
    private readonly Operation operation;
    private readonly CallerPreferences preferences;
    private readonly string? headersVariable;
    private readonly GraphRequest request;
    private RequestContent? content;
    private GraphResponse? response;
    private ErrorRecord? error;

    private GraphCommand(PSCmdlet command, SessionState functions, string name)
    {
        this.command = command;
        this.name = name;
        operation = Operations.Of(name, command.ParameterSetName);
        preferences = CallerPreferences.TakeOver(command, functions);
        var arguments = command.MyInvocation.BoundParameters;
        if (arguments.TryGetValue("Break", out var isBroken) && LanguagePrimitives.IsTrue(isBroken))
        {
            DebuggerAttachment.Wait(command);
        }

        headersVariable = arguments.TryGetValue("ResponseHeadersVariable", out var variable) && variable is string { Length: > 0 } given ? given : null;
        CallerVariable.CheckName(headersVariable);
        request = new GraphRequest(command, functions, operation, preferences.IsDebug);
        if (preferences.IsDebug)
        {
            command.WriteDebug(DebugText.Begin(name, command.ParameterSetName));
        }
    }

    /// <summary>Whether a question was answered with Ctrl+C, so that the function has to stop the pipeline.</summary>
    public bool IsStopped { get; private set; }

    private string Action => name + "_" + command.ParameterSetName;

    /// <param name="command">The function's own command object, with the arguments that it was called with.</param>
    /// <param name="functions">Where the function's variables are.</param>
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

    /// <summary>Sends the request for a record. <see cref="Read" /> and <see cref="Complete" /> have to follow.</summary>
    public void Send()
    {
        content = null;
        response = null;
        error = null;
        Exception? failure;
        try
        {
            failure = SendRecord();
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

    /// <summary>Reads the answer, where there is one, and tells of it.</summary>
    /// <returns>What the command puts out for the record.</returns>
    public object[] Read()
    {
        if (content is null || response is null)
        {
            return [];
        }

        foreach (var block in DebugText.Exchanges(response, content))
        {
            Tell(block, command.WriteDebug);
        }

        foreach (var warning in response.Warnings)
        {
            Tell(warning, command.WriteWarning);
        }

        if (!response.IsSuccess)
        {
            error = ErrorRecords.OfAnswer(response, content, Action);
            return [];
        }

        var model = Result<Model>.Of(() => response.Read(operation.Model));
        error = model.Failure is null ? null : ErrorRecords.OfRequest(model.Failure, Action);
        return model.Value is null ? [] : [model.Value];
    }

    /// <summary>Does what comes behind the output: sets the variable for the headers, and writes the errors.</summary>
    public void Complete()
    {
        if (response is not null && headersVariable is not null && CallerVariable.Set(command, headersVariable, response.Headers) is { } failure)
        {
            command.WriteError(ErrorRecords.OfRequest(failure, Action));
        }

        // The last of all, as with -ErrorAction Stop nothing comes behind it.
        if (error is not null)
        {
            command.WriteError(error);
        }
    }

    /// <summary>Tells of the end, for -Debug.</summary>
    public void End()
    {
        if (preferences.IsDebug)
        {
            command.WriteDebug(DebugText.End(name));
        }
    }

    /// <returns>Why there is no answer; null also where no request is wanted.</returns>
    private Exception? SendRecord()
    {
        request.TakeSession();
        if (preferences.IsDebug && request.HasNewSession && request.Context is { } context)
        {
            command.WriteDebug(DebugText.Authentication(context));
            command.WriteDebug(DebugText.Scopes(context));
        }

        var prepared = Result<RequestContent>.Of(request.Prepare);
        content = prepared.Value;
        if (content is null)
        {
            return prepared.Failure;
        }

        WriteNotes(content);
        if (WritePlan(content) is { } unplanned)
        {
            return unplanned;
        }

        if (!IsWanted())
        {
            return null;
        }

        if (headersVariable is not null && request.Context is not null && CallerVariable.Set(command, headersVariable, null) is { } failure)
        {
            return failure;
        }

        foreach (var header in content.UnusedHeaders)
        {
            WriteQuietly("-Headers: " + header + " does not count, as the module sets it itself.", command.WriteWarning);
        }

        var answered = Result<GraphResponse>.Of(() => request.Send(content));
        response = answered.Value;
        return answered.Failure;
    }

    private void WriteNotes(RequestContent prepared)
    {
        foreach (var note in prepared.Notes)
        {
            command.WriteVerbose(note);
        }

        if (prepared.Warning is { } warning)
        {
            command.WriteWarning(warning);
        }
    }

    /// <summary>Says what would be sent, where -WhatIf is given and somebody reads it.</summary>
    /// <returns>Why that can't be told, or null.</returns>
    private Exception? WritePlan(RequestContent prepared)
    {
        if (!preferences.IsWhatIf || !(preferences.IsVerbose || preferences.IsDebug))
        {
            return null;
        }

        var plan = Result<string>.Of(() => request.Plan(prepared));
        if (plan.Value is { } text)
        {
            WriteQuietly(text, command.WriteVerbose);
        }

        return plan.Failure;
    }

    private bool IsWanted()
    {
        var target = "Call remote '" + operation.Method + " " + operation.Path + "' operation";
        var answer = Confirmation.Ask(command, target, Action);
        IsStopped = answer is null;
        if (answer == true && preferences.IsVerboseByPreference)
        {
            // The engine says so for -Verbose only.
            command.WriteVerbose("Performing the operation \"" + Action + "\" on target \"" + target + "\".");
        }

        return answer == true;
    }

    /// <summary>Behind -Debug other streams than its own would ask whether to go on.</summary>
    private void WriteQuietly(string text, Action<string> write)
    {
        if (preferences.IsDebug)
        {
            command.WriteDebug(text);
        }
        else
        {
            write(text);
        }
    }

    /// <summary>
    /// Tells of an answer. The engine may ask behind each text whether to go on; where nobody can be asked, or Ctrl+C is the
    /// reply, the answer is read all the same.
    /// </summary>
    private void Tell(string text, Action<string> write)
    {
        try
        {
            if (!IsStopped)
            {
                write(text);
            }
        }
        catch (InvalidOperationException failure)
        {
            command.WriteError(ErrorRecords.OfRequest(failure, Action));
        }
        catch (Exception failure) when (Confirmation.IsCtrlC(failure))
        {
            IsStopped = true;
        }
    }
}
