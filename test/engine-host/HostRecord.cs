namespace PartnerSecurityScore.EngineHost;

/// <summary>A choice prompt as the user would see it.</summary>
internal sealed record ChoicePrompt(
    string Caption, string Message, IReadOnlyList<string> Choices, int Default);

/// <summary>The text and the prompts that a script sent to the host directly.</summary>
internal sealed class HostRecord
{
    private readonly List<string> _lines = [];
    private string _unfinished = "";

    public List<ChoicePrompt> Prompts { get; } = [];

    public IEnumerable<string> Lines => _unfinished.Length == 0 ? _lines : _lines.Append(_unfinished);

    public void Write(string text) => _unfinished += text;

    public void EndLine()
    {
        _lines.Add(_unfinished);
        _unfinished = "";
    }
}
