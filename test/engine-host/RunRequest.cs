using System.Globalization;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>A script to run.</summary>
/// <param name="Id">The id of the request, which the answer repeats.</param>
/// <param name="Script">PowerShell text, which runs in the global scope as if it were typed at the prompt.</param>
/// <param name="Culture">The culture and UI culture of the pipeline's thread.</param>
/// <param name="Choices">The answers to choice prompts, in order. A prompt throws when no answer is left.</param>
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
