using System.Globalization;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>One script to run.</summary>
/// <param name="Id">Id of the request, for the answer.</param>
/// <param name="Script">PowerShell text, run in the global scope as if typed at the prompt.</param>
/// <param name="Culture">Culture and UI culture of the pipeline's thread.</param>
/// <param name="Choices">Answers to prompts for a choice, in order; none left: the host can't ask.</param>
internal sealed record RunRequest(long Id, string Script, CultureInfo Culture, Queue<int> Choices)
{
    public static RunRequest Read(long id, JsonElement request)
    {
        var culture = request.TryGetProperty("culture", out var name) ? name.GetString()! : "en-US";
        var choices = request.TryGetProperty("choices", out var given)
            ? given.EnumerateArray().Select(choice => choice.GetInt32())
            : [];
        var script = request.GetProperty("script").GetString()!;
        return new RunRequest(id, script, CultureInfo.GetCultureInfo(culture), new Queue<int>(choices));
    }
}
