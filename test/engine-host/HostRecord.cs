namespace PartnerSecurityScore.EngineHost;

/// <summary>One question with given choices, as the user would have seen it.</summary>
internal sealed record ChoicePrompt(
    string Caption, string Message, IReadOnlyList<string> Choices, int Default);

/// <summary>What one script said to the host, past the streams.</summary>
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
