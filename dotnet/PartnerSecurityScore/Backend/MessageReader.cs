using System;
using System.IO;
using System.Linq;
using System.Text;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Members of the backend's messages, by the types that the protocol has for them. An InvalidDataException's message is
/// the end of a sentence on what the backend sent.
/// </summary>
internal static class MessageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">It is not text, or has half a surrogate pair, which is not valid in UTF-8.</exception>
    internal static string Text(PropertyDictionary message, string name)
    {
        var text = message[name] as string ?? throw Wrong(name);
        try
        {
            StrictUtf8.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException)
        {
            throw Wrong(name);
        }
    }

    /// <exception cref="InvalidDataException">It is neither text, nor null, nor missing.</exception>
    internal static string? TextOrNull(PropertyDictionary message, string name) => message[name] is null ? null : Text(message, name);

    /// <exception cref="InvalidDataException">It is not a whole number that .NET's int can hold.</exception>
    internal static int Whole(PropertyDictionary message, string name) => message[name] is int number ? number : throw Wrong(name);

    /// <exception cref="InvalidDataException">It is not a whole number that .NET's long can hold.</exception>
    internal static long Id(PropertyDictionary message, string name) => message[name] switch
    {
        int number => number,
        long number => number,
        _ => throw Wrong(name),
    };

    /// <exception cref="InvalidDataException">It is not a number of 0 or more.</exception>
    internal static double Seconds(PropertyDictionary message, string name)
    {
        var seconds = message[name] switch
        {
            double fraction => fraction,
            JsonNumber number => number.ToDouble(),
            _ => Id(message, name),
        };
        return seconds >= 0 ? seconds : throw Wrong(name);
    }

    /// <exception cref="InvalidDataException">It is not an object.</exception>
    internal static PropertyDictionary Object(PropertyDictionary message, string name) => message[name] as PropertyDictionary ?? throw Wrong(name);

    /// <summary>A list whose items are all of one type.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static T[] List<T>(PropertyDictionary message, string name) =>
        message[name] is object?[] items && items.All(item => item is T) ? items.Cast<T>().ToArray() : throw Wrong(name);

    internal static InvalidDataException Wrong(string name) => new("a message in which \"" + name + "\" is missing or invalid");
}
