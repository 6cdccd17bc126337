using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PartnerSecurityScore;

/// <summary>The headers that come from PowerShell; the backend adds the others and checks them all.</summary>
public static class RequestHeaders
{
    private const string UserAgent = "User-Agent";

    /// <param name="headers">The user's headers or null; an array stands for several values of one name.</param>
    /// <param name="psVersion">The version of PowerShell.</param>
    /// <exception cref="InvalidValueException">A value is null.</exception>
    public static List<KeyValuePair<string, string>> From(IDictionary? headers, string psVersion)
    {
        var result = new List<KeyValuePair<string, string>>();
        var hasUserAgent = false;
        foreach (DictionaryEntry entry in headers ?? new Hashtable())
        {
            var name = PropertyName.TextOf(entry.Key);
            hasUserAgent |= string.Equals(name, UserAgent, System.StringComparison.OrdinalIgnoreCase);
            var value = InputValue.Unwrap(entry.Value);
            foreach (var item in InputValue.IsList(value) ? (IEnumerable)value! : new[] { value })
            {
                var plain = InputValue.Unwrap(item)
                    ?? throw new InvalidValueException("-Headers[\"" + name + "\"]", "the value is null. Leave the header out, or give it text.");
                result.Add(new KeyValuePair<string, string>(name, PropertyName.TextOf(plain)));
            }
        }

        if (!hasUserAgent)
        {
            result.Add(new KeyValuePair<string, string>(UserAgent, UserAgentOf(psVersion)));
        }

        return result;
    }

    /// <summary>The form in which PowerShell's own web commands name themselves.</summary>
    private static string UserAgentOf(string psVersion)
    {
        var platform = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows NT"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "Macintosh" : "Linux";
        return "Mozilla/5.0 (" + platform + "; " + RuntimeInformation.OSDescription.Trim() + "; "
            + CultureInfo.CurrentCulture.Name + ") PowerShell/" + psVersion;
    }
}
