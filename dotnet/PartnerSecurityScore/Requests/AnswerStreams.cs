using System;
using System.Management.Automation;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Requests;

/// <summary>Everything that a command writes about requests and answers, apart from its output and errors.</summary>
/// <param name="command">The command.</param>
/// <param name="action">What it is called in the ids of errors.</param>
/// <param name="isDebug">Whether debug text is written.</param>
internal sealed class AnswerStreams(PSCmdlet command, Func<string> action, bool isDebug)
{
    /// <summary>Whether a question was answered with Ctrl+C, so that nothing more is to be said.</summary>
    internal bool IsStopped { get; set; }

    internal void Verbose(string text) => WriteQuietly(text, command.WriteVerbose);

    internal void Warning(string text) => WriteQuietly(text, command.WriteWarning);

    /// <summary>Shows the exchanges of a traced answer, and the service's warnings.</summary>
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

    /// <summary>With -Debug, writing to other streams would make the engine ask whether to continue.</summary>
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
    /// Writes about an answer. The engine may ask after each line whether to continue. If nobody can be asked, or the
    /// user presses Ctrl+C, the answer is read nevertheless.
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
