using System;
using System.IO;
using System.Linq;
using System.Text;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Reads members of the backend's messages with the types that the protocol defines. The message of each
/// InvalidDataException completes a sentence about what the backend sent.
/// </summary>
internal static class MessageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">
    /// The member is not text, or has a lone surrogate, which UTF-8 cannot encode.
    /// </exception>
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

    /// <exception cref="InvalidDataException">
    /// The member is present, but neither null nor text, or its text has a lone surrogate.
    /// </exception>
    internal static string? TextOrNull(PropertyDictionary message, string name) => message[name] is null ? null : Text(message, name);

    /// <exception cref="InvalidDataException">The member is not an integer in the range of int.</exception>
    internal static int Whole(PropertyDictionary message, string name) => message[name] is int number ? number : throw Wrong(name);

    /// <exception cref="InvalidDataException">The member is not an integer in the range of long.</exception>
    internal static long Id(PropertyDictionary message, string name) => message[name] switch
    {
        int number => number,
        long number => number,
        _ => throw Wrong(name),
    };

    /// <exception cref="InvalidDataException">The member is not a number, or is negative.</exception>
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

    /// <exception cref="InvalidDataException">The member is not an object.</exception>
    internal static PropertyDictionary Object(PropertyDictionary message, string name) => message[name] as PropertyDictionary ?? throw Wrong(name);

    /// <exception cref="InvalidDataException">The member is not a list, or an element has another type.</exception>
    internal static T[] List<T>(PropertyDictionary message, string name) =>
        message[name] is object?[] items && items.All(item => item is T) ? items.Cast<T>().ToArray() : throw Wrong(name);

    internal static InvalidDataException Wrong(string name) => new("a message in which \"" + name + "\" is missing or invalid");
}
