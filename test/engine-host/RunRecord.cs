using System.Management.Automation;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>Everything that a script wrote, and how it ended.</summary>
internal sealed record RunRecord(
    PSDataCollection<PSObject> Output,
    PowerShell Shell,
    RuntimeException? Terminating,
    HostRecord Host,
    double Milliseconds)
{
    public void Write(Utf8JsonWriter json)
    {
        var objects = new ObjectWriter(json);
        var streams = Shell.Streams;
        WriteArray(json, "output", Output, objects.Write);
        WriteArray(json, "errors", streams.Error, error => ErrorWriter.Write(json, objects, error));
        WriteArray(json, "warnings", streams.Warning, record => json.WriteText(record.Message));
        WriteArray(json, "verbose", streams.Verbose, record => json.WriteText(record.Message));
        WriteArray(json, "debug", streams.Debug, record => json.WriteText(record.Message));
        WriteArray(json, "information", streams.Information, record => WriteInformation(json, record));
        WriteArray(json, "progress", streams.Progress, record => WriteProgress(json, record));
        WriteArray(json, "host", Host.Lines, json.WriteText);
        WriteArray(json, "prompts", Host.Prompts, prompt => WritePrompt(json, prompt));
        json.WritePropertyName("terminating");
        if (Terminating is null)
        {
            json.WriteNullValue();
        }
        else
        {
            // Some error records, such as those for parse errors, contain a wrapper instead of the original exception.
            ErrorWriter.Write(json, objects, new ErrorRecord(Terminating.ErrorRecord, Terminating));
        }
        json.WriteBoolean("stopped", Shell.InvocationStateInfo.State == PSInvocationState.Stopped);
        json.WriteNumber("milliseconds", Milliseconds);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }
        json.WriteEndArray();
    }

    private static void WriteInformation(Utf8JsonWriter json, InformationRecord record)
    {
        json.WriteStartObject();
        json.WriteText("text", record.MessageData?.ToString() ?? "");
        WriteArray(json, "tags", record.Tags, json.WriteText);
        json.WriteEndObject();
    }

    private static void WriteProgress(Utf8JsonWriter json, ProgressRecord record)
    {
        json.WriteStartObject();
        json.WriteText("activity", record.Activity);
        json.WriteText("status", record.StatusDescription);
        json.WriteNumber("percentComplete", record.PercentComplete);
        json.WriteBoolean("completed", record.RecordType == ProgressRecordType.Completed);
        json.WriteEndObject();
    }

    private static void WritePrompt(Utf8JsonWriter json, ChoicePrompt prompt)
    {
        json.WriteStartObject();
        json.WriteText("caption", prompt.Caption);
        json.WriteText("message", prompt.Message);
        WriteArray(json, "choices", prompt.Choices, json.WriteText);
        json.WriteNumber("default", prompt.Default);
        json.WriteEndObject();
    }
}
