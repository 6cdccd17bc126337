using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>Creates the headers that come from PowerShell. The backend adds the others and validates all of them.</summary>
internal static class RequestHeaders
{
    private const string UserAgent = "User-Agent";

    /// <param name="headers">The user's headers, or <c>null</c>. An array contains several values for one name.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    /// <exception cref="InvalidValueException">
    /// A value is null, is an empty array, or cannot be converted to text.
    /// </exception>
    internal static List<KeyValuePair<string, string>> From(IDictionary? headers, string psVersion)
    {
        var result = new List<KeyValuePair<string, string>>();
        var hasUserAgent = false;
        foreach (DictionaryEntry entry in headers ?? new Hashtable())
        {
            var name = PropertyName.TextOf(entry.Key);
            hasUserAgent |= string.Equals(name, UserAgent, StringComparison.OrdinalIgnoreCase);
            var value = InputValue.Unwrap(entry.Value);
            var values = InputValue.IsList(value) ? ((IEnumerable)value!).Cast<object?>().ToArray() : [value];
            if (values.Length == 0)
            {
                throw Refuse(name, "The array is empty");
            }

            result.AddRange(values.Select(item => new KeyValuePair<string, string>(name, TextOf(item, name))));
        }

        if (!hasUserAgent)
        {
            result.Add(new KeyValuePair<string, string>(UserAgent, UserAgentOf(psVersion)));
        }

        return result;
    }

    private static string TextOf(object? item, string name)
    {
        var value = InputValue.Unwrap(item);
        if (value is null or DBNull)
        {
            throw Refuse(name, "The value is null");
        }

        return InputValue.HasMembers(value) || InputValue.IsList(value) || value is Model
            ? throw Refuse(name, "A value of type " + value.GetType().FullName + " is not a string")
            : PropertyName.TextOf(value);
    }

    private static InvalidValueException Refuse(string name, string reason) =>
        new("-Headers[\"" + name + "\"]", reason + ". Nothing was sent. Omit the header, or set it to a string or an array of strings.");

    /// <summary>
    /// Returns a user agent in the format of PowerShell's own web commands. The operating system's name can contain characters
    /// that are invalid in a header, so they are replaced with question marks.
    /// </summary>
    private static string UserAgentOf(string psVersion)
    {
        var platform = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows NT"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "Macintosh" : "Linux";
        var name = "Mozilla/5.0 (" + platform + "; " + RuntimeInformation.OSDescription.Trim() + "; "
            + CultureInfo.CurrentCulture.Name + ") PowerShell/" + psVersion;
        return new string(Array.ConvertAll(name.ToCharArray(), unit => unit is >= ' ' and <= '~' ? unit : '?'));
    }
}
