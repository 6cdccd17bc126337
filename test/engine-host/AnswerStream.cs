using System.Buffers;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>The only writer of stdout. Writes complete lines and can be called from any thread.</summary>
internal sealed class AnswerStream(Stream stdout)
{
    private readonly Lock _turn = new();

    public void Write(long id, Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            members(json);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        lock (_turn)
        {
            stdout.Write(line.WrittenSpan);
            stdout.Flush();
        }
    }

    public void Fail(long id, string sentence) => Write(id, json => json.WriteString("failure", sentence));
}
