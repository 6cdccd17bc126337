using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>Parses requests and passes them to their runspaces, without waiting for any of them.</summary>
internal sealed class Requests(AnswerStream answers)
{
    private readonly Dictionary<string, RunspaceLane> _lanes = [];

    public void Accept(string line)
    {
        using var document = JsonDocument.Parse(line);
        var request = document.RootElement;
        var id = request.GetProperty("id").GetInt64();
        var name = request.TryGetProperty("runspace", out var given) ? given.GetString()! : "main";
        switch (request.GetProperty("op").GetString())
        {
            case "run":
                Lane(name).Enqueue(RunRequest.Read(id, request));
                break;
            case "stop":
                InBackground(id, name, lane => lane.Stop(id));
                break;
            case "close":
                InBackground(id, name, lane => lane.Close(id));
                _lanes.Remove(name);
                break;
            case "assemblies":
                answers.Write(id, WriteAssemblies);
                break;
            case var unknown:
                answers.Fail(id, $"There is no operation '{unknown}'.");
                break;
        }
    }

    private RunspaceLane Lane(string name)
    {
        if (!_lanes.TryGetValue(name, out var lane))
        {
            lane = new RunspaceLane(name, answers);
            _lanes.Add(name, lane);
        }
        return lane;
    }

    private void InBackground(long id, string name, Action<RunspaceLane> action)
    {
        if (_lanes.TryGetValue(name, out var lane))
        {
            new Thread(() => action(lane)) { IsBackground = true }.Start();
        }
        else
        {
            answers.Fail(id, $"There is no runspace '{name}'.");
        }
    }

    private static void WriteAssemblies(Utf8JsonWriter json)
    {
        json.WriteStartArray("assemblies");
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            json.WriteStartObject();
            json.WriteString("fullName", assembly.FullName);
            json.WriteString("location", assembly.IsDynamic ? "" : assembly.Location);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
