using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PartnerSecurityScore.Json;

/// <summary>
/// Writes JSON tokens to a string. The writer adds commas and escapes characters; the caller ensures a valid token
/// order.
/// </summary>
/// <param name="longest">
/// The maximum length in characters. If the text is already longer, starting another name or value throws a
/// <see cref="BackendException"/>. Closing brackets are still written.
/// </param>
internal sealed class JsonWriter(int longest = int.MaxValue)
{
    private readonly StringBuilder text = new(256);
    private bool needsComma;

    /// <summary>Whether a value was written. Property names and brackets do not count.</summary>
    internal bool HasValue { get; private set; }

    internal void BeginObject() => Open('{');

    internal void EndObject() => Close('}');

    internal void BeginArray() => Open('[');

    internal void EndArray() => Close(']');

    internal void Name(string name)
    {
        Separate();
        AppendQuoted(name);
        text.Append(':');
        needsComma = false;
    }

    internal void String(string? value)
    {
        if (value is null)
        {
            Raw("null");
            return;
        }

        Separate();
        AppendQuoted(value);
        needsComma = true;
        HasValue = true;
    }

    /// <param name="token">A complete JSON token: a number, true, false, or null.</param>
    internal void Raw(string token)
    {
        Separate();
        text.Append(token);
        needsComma = true;
        HasValue = true;
    }

    internal void Property(string name, string? value)
    {
        Name(name);
        String(value);
    }

    internal void Property(string name, bool value)
    {
        Name(name);
        Raw(value ? "true" : "false");
    }

    internal void Property(string name, IEnumerable<string> values)
    {
        Name(name);
        BeginArray();
        foreach (var value in values)
        {
            String(value);
        }

        EndArray();
    }

    public override string ToString() => text.ToString();

    private void Open(char bracket)
    {
        Separate();
        text.Append(bracket);
        needsComma = false;
    }

    private void Close(char bracket)
    {
        text.Append(bracket);
        needsComma = true;
    }

    private void Separate()
    {
        if (text.Length > longest)
        {
            throw BackendException.RequestTooLarge();
        }

        if (needsComma)
        {
            text.Append(',');
        }
    }

    private void AppendQuoted(string value)
    {
        text.Append('"');
        var plainFrom = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var unit = value[i];
            if (unit >= ' ' && unit != '"' && unit != '\\' && !char.IsSurrogate(unit))
            {
                continue;
            }

            if (char.IsHighSurrogate(unit) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
                continue;
            }

            text.Append(value, plainFrom, i - plainFrom);
            AppendEscape(unit);
            plainFrom = i + 1;
        }

        text.Append(value, plainFrom, value.Length - plainFrom).Append('"');
    }

    /// <summary>Writes an escape sequence. Lone surrogates are escaped because UTF-8 cannot encode them.</summary>
    private void AppendEscape(char unit)
    {
        if (unit is '"' or '\\')
        {
            text.Append('\\').Append(unit);
        }
        else
        {
            text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}
