using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PartnerSecurityScore.EngineHost;

/// <summary>
/// Records output that a script writes directly to the host. Error, warning, debug, verbose and progress records are
/// ignored, because the streams contain them.
/// </summary>
internal sealed class RecordingUserInterface : PSHostUserInterface
{
    private Queue<int> _choices = [];

    public HostRecord Record { get; private set; } = new();

    public override PSHostRawUserInterface RawUI { get; } = new FixedRawUserInterface();

    public void Begin(Queue<int> choices)
    {
        _choices = choices;
        Record = new HostRecord();
    }

    public override void Write(string value) => Record.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Record.Write(value);

    public override void WriteLine(string value)
    {
        Record.Write(value);
        Record.EndLine();
    }

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var labels = choices.Select(choice => choice.Label).ToList();
        Record.Prompts.Add(new ChoicePrompt(caption, message, labels, defaultChoice));
        return _choices.TryDequeue(out var choice) ? choice : throw CannotAsk();
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw CannotAsk();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw CannotAsk();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw CannotAsk();

    public override string ReadLine() => throw CannotAsk();

    public override SecureString ReadLineAsSecureString() => throw CannotAsk();

    public override void WriteErrorLine(string value)
    {
    }

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteWarningLine(string message)
    {
    }

    /// <summary>Returns an exception of the type that <c>pwsh -NonInteractive</c> throws for a prompt.</summary>
    private static PSInvalidOperationException CannotAsk() =>
        new("The host is not interactive: nobody can be asked.");
}
