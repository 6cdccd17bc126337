using System;
using System.Management.Automation;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Requests;

/// <summary>Writes a command's messages about requests and answers to the verbose, warning and debug streams.</summary>
/// <param name="action">Returns the command and its parameter set, for error ids.</param>
/// <param name="isDebug">
/// Whether debug messages are written, because of -Debug or $DebugPreference. If so, the messages of <see cref="Verbose" /> and
/// <see cref="Warning" /> go to the debug stream instead.
/// </param>
internal sealed class AnswerStreams(PSCmdlet command, Func<string> action, bool isDebug)
{
    /// <summary>
    /// Whether the user pressed Ctrl+C at a prompt. No more messages about answers are written in that case.
    /// </summary>
    internal bool IsStopped { get; set; }

    internal void Verbose(string text) => WriteQuietly(text, command.WriteVerbose);

    internal void Warning(string text) => WriteQuietly(text, command.WriteWarning);

    /// <summary>Writes the exchanges of a traced answer and the service's warnings.</summary>
    internal void Tell(GraphResponse answer, RequestContent sent)
    {
        foreach (var block in DebugText.Exchanges(answer, sent))
        {
            Tell(block, command.WriteDebug);
        }

        foreach (var warning in answer.Warnings)
        {
            Tell(warning, command.WriteWarning);
        }
    }

    /// <summary>
    /// Writes a message. With -Debug, it goes to the debug stream, because the engine would prompt whether to continue at each
    /// message on another stream.
    /// </summary>
    private void WriteQuietly(string text, Action<string> write)
    {
        if (isDebug)
        {
            command.WriteDebug(text);
        }
        else
        {
            write(text);
        }
    }

    /// <summary>
    /// Writes a message about an answer. The engine can prompt whether to continue after each message. If it cannot prompt, or
    /// the user presses Ctrl+C, the command still reads the answer.
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
            command.WriteError(ErrorRecords.OfRequest(failure, action()));
        }
        catch (Exception failure) when (Confirmation.IsCtrlC(failure))
        {
            IsStopped = true;
        }
    }
}
