using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>
/// Writes any object as data: <c>{ type, typeNames, text, kind, value }</c>, <c>value</c> by kind:
/// <list type="bullet">
/// <item><c>null</c> and <c>boolean</c>: themselves.</item>
/// <item><c>text</c>: strings, and values that are best said in text, such as a Guid or an enum.</item>
/// <item><c>number</c>: <c>{ type, text }</c>, the text round-trip and invariant.</item>
/// <item><c>date</c>: <c>{ kind, text }</c>, the text round-trip ("o").</item>
/// <item><c>dictionary</c>: <c>[[key, object], ...]</c> in its own order.</item>
/// <item><c>list</c>: <c>[object, ...]</c>.</item>
/// <item><c>object</c>: <c>{ name: object }</c>, the public adapted and extended properties.</item>
/// <item><c>error</c>: an error record, as among the errors of a run.</item>
/// <item><c>unreadable</c>: the message of a property that threw.</item>
/// <item><c>cut</c>: null, where the limits end it.</item>
/// </list>
/// </summary>
internal sealed class ObjectWriter(Utf8JsonWriter json)
{
    private const int MaxDepth = 6;

    /// <summary>Of one run: object graphs of the engine itself would otherwise be without end.</summary>
    private const int MaxObjects = 300_000;

    private readonly List<object> _ancestors = [];
    private int _written;

    public void Write(PSObject? item) => Write(item, MaxDepth);

    /// <param name="value">Anything, null included.</param>
    /// <param name="depth">Levels of containers from here on; simple values are always written.</param>
    public void Write(object? value, int depth)
    {
        json.WriteStartObject();
        if (value is null || ReferenceEquals(value, AutomationNull.Value))
        {
            WriteHead("", [], "");
            Kind("null");
            json.WriteNullValue();
        }
        else
        {
            var item = PSObject.AsPSObject(value);
            var core = item.BaseObject;
            WriteHead(core.GetType().ToString(), item.TypeNames, TextOf(item));
            if (!TryWriteSimple(core))
            {
                WriteContainer(item, core, depth);
            }
        }
        json.WriteEndObject();
    }

    private void WriteHead(string type, IEnumerable<string> typeNames, string text)
    {
        json.WriteText("type", type);
        json.WriteStartArray("typeNames");
        foreach (var name in typeNames)
        {
            json.WriteText(name);
        }
        json.WriteEndArray();
        json.WriteText("text", text);
    }

    private bool TryWriteSimple(object core)
    {
        switch (core)
        {
            case bool flag:
                Kind("boolean");
                json.WriteBooleanValue(flag);
                return true;
            case Enum:
                Kind("text");
                json.WriteText(core.ToString()!);
                return true;
            case double or float or Half:
                var roundTrip = ((IFormattable)core).ToString("R", Invariant);
                WritePair("number", core.GetType().ToString(), roundTrip);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                WritePair("number", core.GetType().ToString(), Convert.ToString(core, Invariant)!);
                return true;
            case DateTime date:
                WritePair("date", date.Kind.ToString(), date.ToString("o", Invariant));
                return true;
            case DateTimeOffset date:
                WritePair("date", "Offset", date.ToString("o", Invariant));
                return true;
            // Properties of the last line are endless, or wait (Task.Result).
            case string or char or Guid or Uri or TimeSpan or Version or ScriptBlock
                or MemberInfo or Assembly or Module or Delegate or Stream or Thread or Task:
                Kind("text");
                json.WriteText(Convert.ToString(core, Invariant) ?? "");
                return true;
            default:
                return false;
        }
    }

    private void WriteContainer(PSObject item, object core, int depth)
    {
        if (depth == 0 || _written++ > MaxObjects || _ancestors.Exists(one => ReferenceEquals(one, core)))
        {
            Kind("cut");
            json.WriteNullValue();
            return;
        }
        // Every pscustomobject has the same base object.
        _ancestors.Add(core is PSCustomObject ? item : core);
        switch (core)
        {
            case ErrorRecord error:
                Kind("error");
                ErrorWriter.Write(json, this, error);
                break;
            case IDictionary dictionary:
                WriteDictionary(dictionary, depth - 1);
                break;
            default:
                if (LanguagePrimitives.GetEnumerable(core) is { } list)
                {
                    WriteList(list, depth - 1);
                }
                else
                {
                    WriteProperties(item, depth - 1);
                }
                break;
        }
        _ancestors.RemoveAt(_ancestors.Count - 1);
    }

    private void WriteDictionary(IDictionary dictionary, int depth)
    {
        Kind("dictionary");
        json.WriteStartArray();
        foreach (DictionaryEntry entry in dictionary)
        {
            json.WriteStartArray();
            json.WriteText(TextOf(PSObject.AsPSObject(entry.Key)));
            Write(entry.Value, depth);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private void WriteList(IEnumerable list, int depth)
    {
        Kind("list");
        json.WriteStartArray();
        foreach (var element in list)
        {
            Write(element, depth);
        }
        json.WriteEndArray();
    }

    private void WriteProperties(PSObject item, int depth)
    {
        Kind("object");
        json.WriteStartObject();
        foreach (var property in item.Properties)
        {
            json.WritePropertyName(property.Name);
            WriteProperty(() => property.Value, depth);
        }
        json.WriteEndObject();
    }

    /// <summary>Writes what a property's getter gives, or that it threw.</summary>
    public void WriteProperty(Func<object?> read, int depth)
    {
        object? value;
        try
        {
            value = read();
        }
        catch (Exception error) when (error is GetValueException or TargetInvocationException)
        {
            json.WriteStartObject();
            WriteHead("", [], "");
            Kind("unreadable");
            json.WriteText((error.InnerException ?? error).Message);
            json.WriteEndObject();
            return;
        }
        Write(value, depth);
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string TextOf(PSObject item)
    {
        try
        {
            return item.ToString() ?? "";
        }
        catch (ExtendedTypeSystemException error)
        {
            return error.Message;
        }
    }

    private void Kind(string kind)
    {
        json.WriteString("kind", kind);
        json.WritePropertyName("value");
    }

    private void WritePair(string kind, string sort, string text)
    {
        Kind(kind);
        json.WriteStartObject();
        json.WriteString(kind == "number" ? "type" : "kind", sort);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
