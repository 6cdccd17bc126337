using System.Collections.Generic;
using System.Globalization;
using System.Text;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Parses JSON text strictly according to RFC 8259, without any loss. An object becomes a <see cref="PropertyDictionary"/>,
/// an array an <c>object[]</c>, and a number the value that <see cref="JsonNumber.FromText"/> returns. A byte order mark is
/// ignored, and a property that occurs twice is an error.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>The maximum nesting depth of JSON that is read or written, which keeps the stack from overflowing.</summary>
    internal const int MaxDepth = 100;

    private const char ByteOrderMark = '\uFEFF';

    private readonly string text;
    private int position;

    private JsonReader(string text) => this.text = text;

    /// <exception cref="JsonFormatException">
    /// The text is not exactly one JSON value, an object repeats a property, or the nesting exceeds <see cref="MaxDepth"/>.
    /// </exception>
    internal static object? Parse(string text)
    {
        var reader = new JsonReader(text);
        if (text.Length > 0 && text[0] == ByteOrderMark)
        {
            reader.position++;
        }

        reader.SkipSpace();
        var value = reader.ReadValue(0);
        reader.SkipSpace();
        if (reader.position < text.Length)
        {
            throw reader.Error("unexpected text after the JSON value");
        }

        return value;
    }

    private object? ReadValue(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Error("nesting exceeds " + MaxDepth.ToString(CultureInfo.InvariantCulture) + " levels");
        }

        switch (Peek())
        {
            case '{':
                return ReadObject(depth);
            case '[':
                return ReadArray(depth);
            case '"':
                return ReadString();
            case 't':
                return ReadWord("true", true);
            case 'f':
                return ReadWord("false", false);
            case 'n':
                return ReadWord("null", null);
            default:
                return ReadNumber();
        }
    }

    private PropertyDictionary ReadObject(int depth)
    {
        var bag = new PropertyDictionary(isJsonObject: true);
        position++;
        SkipSpace();
        if (TryTake('}'))
        {
            return bag;
        }

        do
        {
            SkipSpace();
            var nameAt = position;
            if (Peek() != '"')
            {
                throw Error("expected a property name in double quotes");
            }

            var name = ReadString();
            SkipSpace();
            Take(':');
            SkipSpace();
            var value = ReadValue(depth + 1);
            if (bag.HasExactly(name))
            {
                throw new JsonFormatException("duplicate property \"" + name + "\"", text, nameAt);
            }

            bag.Add(name, value);
            SkipSpace();
        }
        while (TryTake(','));
        Take('}');
        return bag;
    }

    private object?[] ReadArray(int depth)
    {
        position++;
        SkipSpace();
        if (TryTake(']'))
        {
            return [];
        }

        var items = new List<object?>();
        do
        {
            SkipSpace();
            items.Add(ReadValue(depth + 1));
            SkipSpace();
        }
        while (TryTake(','));
        Take(']');
        return items.ToArray();
    }

    private string ReadString()
    {
        position++;
        var start = position;
        while (position < text.Length && text[position] != '"' && text[position] != '\\' && text[position] >= ' ')
        {
            position++;
        }

        if (TryTake('"'))
        {
            return text.Substring(start, position - 1 - start);
        }

        var result = new StringBuilder(text, start, position - start, (position - start) * 2 + 16);
        while (!TryTake('"'))
        {
            var next = Peek();
            if (next < ' ')
            {
                throw Error("unescaped control character in a string");
            }

            position++;
            result.Append(next == '\\' ? ReadEscape() : next);
        }

        return result.ToString();
    }

    private char ReadEscape()
    {
        var escape = Peek();
        position++;
        switch (escape)
        {
            case '"':
            case '\\':
            case '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when position + 4 <= text.Length && ushort.TryParse(
                text.Substring(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                position += 4;
                return (char)unit;
            default:
                // Report the position of the backslash.
                position -= 2;
                throw Error("invalid escape sequence in a string");
        }
    }

    private object ReadNumber()
    {
        var start = position;
        TryTake('-');
        if (!TryTake('0'))
        {
            TakeDigits();
        }

        if (TryTake('.'))
        {
            TakeDigits();
        }

        if (TryTake('e') || TryTake('E'))
        {
            if (!TryTake('+'))
            {
                TryTake('-');
            }

            TakeDigits();
        }

        return JsonNumber.FromText(text.Substring(start, position - start));
    }

    private void TakeDigits()
    {
        var start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        if (position == start)
        {
            throw Error("a value is missing or malformed");
        }
    }

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
        {
            throw Error("a value is missing or malformed");
        }

        position += word.Length;
        return value;
    }

    private char Peek() => position < text.Length ? text[position] : throw Error("unexpected end of the JSON text");

    private bool TryTake(char expected)
    {
        if (position >= text.Length || text[position] != expected)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Error(expected == ':' ? "expected ':'" : "expected ',' or '" + expected + "'");
        }
    }

    private void SkipSpace()
    {
        while (position < text.Length && (text[position] is ' ' or '\t' or '\n' or '\r'))
        {
            position++;
        }
    }

    private JsonFormatException Error(string problem) => new(problem, text, position);
}
