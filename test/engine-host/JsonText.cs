using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>Writes any string unchanged. <see cref="Utf8JsonWriter"/> rejects unpaired surrogates.</summary>
internal static class JsonText
{
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteText(text);
        }
    }

    public static void WriteText(this Utf8JsonWriter json, string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            json.WriteStringValue(text);
            return;
        }
        var literal = new StringBuilder("\"");
        foreach (var unit in text)
        {
            if (unit is < ' ' or > '~' or '"' or '\\')
            {
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
            else
            {
                literal.Append(unit);
            }
        }
        json.WriteRawValue(literal.Append('"').ToString(), skipInputValidation: true);
    }
}
