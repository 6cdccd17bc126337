using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>
/// Writes any object as data: <c>{ type, typeNames, text, kind, value }</c>. The <c>kind</c> determines the form
/// of <c>value</c>:
/// <list type="bullet">
/// <item><c>null</c> and <c>boolean</c>: the JSON value.</item>
/// <item><c>text</c>: a string, or a value that is written as text, such as a Guid or an enum.</item>
/// <item><c>number</c>: <c>{ type, text }</c> with the invariant round-trip text.</item>
/// <item><c>date</c>: <c>{ kind, text }</c> with the round-trip text ("o").</item>
/// <item><c>dictionary</c>: <c>[[key, object], ...]</c> in the order of the dictionary.</item>
/// <item><c>list</c>: <c>[object, ...]</c>.</item>
/// <item><c>object</c>: <c>{ name: object }</c> with the public, adapted and extended properties.</item>
/// <item><c>error</c>: an error record in the same form as the errors of a run.</item>
/// <item><c>unreadable</c>: the message of the exception that a property threw.</item>
/// <item><c>cut</c>: null, because a limit was reached or the object contains itself.</item>
/// </list>
/// </summary>
internal sealed class ObjectWriter(Utf8JsonWriter json)
{
    private const int MaxDepth = 6;

    /// <summary>The maximum number of containers per run; the engine's own object graphs are huge.</summary>
    private const int MaxObjects = 300_000;

    private readonly List<object> _ancestors = [];
    private int _written;

    public void Write(PSObject? item) => Write(item, MaxDepth);

    /// <param name="value">Any value, including null.</param>
    /// <param name="depth">The levels of containers to write; simple values are always written.</param>
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
            // The properties of the types in the last line are endless or block (Task.Result).
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
        // All pscustomobjects have the same base object, so only the PSObject identifies them.
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

    /// <summary>Writes the value of a property, or the message of the exception that its getter threw.</summary>
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
