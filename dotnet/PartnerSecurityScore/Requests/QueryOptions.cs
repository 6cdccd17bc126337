using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PartnerSecurityScore.Binding;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Requests;

/// <summary>The options of a read command: OData query options, and how many pages to read.</summary>
internal sealed class QueryOptions
{
    /// <summary>The maximum number of objects per page in Graph.</summary>
    private const int LargestPage = 999;

    /// <summary>
    /// Matches text that was URL-encoded as a whole: it contains an encoded space, and no characters that require encoding.
    /// </summary>
    private static readonly Regex Escaped = new("^(?=.*%20)(?:[A-Za-z0-9._~'()*!-]|%[0-9A-Fa-f]{2})+\\z");

    /// <summary>
    /// Matches escape sequences, unescaped quotation marks and a trailing backslash. Only matches of length 1 need escaping.
    /// </summary>
    private static readonly Regex Unescaped = new(@"\\[""\\]|""|\\\z");

    private readonly IDictionary<string, object> arguments;
    private readonly List<KeyValuePair<string, string[]>> values = [];

    /// <param name="arguments">The bound parameters. Parameters that are not query options are ignored.</param>
    /// <exception cref="InvalidArgumentException">An option has an unsupported value.</exception>
    internal QueryOptions(IDictionary<string, object> arguments)
    {
        this.arguments = arguments;
        Limit = Number("Top");
        CountVariable = Text("CountVariable");
        IsForAllPages = LanguagePrimitives.IsTrue(Value("All"));
        Add("$top", PageSize() ?? (Limit <= LargestPage ? Limit : null));
        Add("$skip", Number("Skip"));
        Add("$search", Search());
        Add("$filter", Filter());
        Add("$count", CountVariable is null ? null : "true");
        Add("$orderby", Elements("Sort"));
        Add("$select", Elements("Property"));
        Add("$expand", Elements("ExpandProperty"));
    }

    /// <summary>The maximum number of objects to return; <c>null</c> if there is no limit.</summary>
    internal int? Limit { get; }

    /// <summary>Whether to request all pages if there is no limit.</summary>
    internal bool IsForAllPages { get; }

    /// <summary>The name of the variable that receives the total number of objects; <c>null</c> if there is none.</summary>
    internal string? CountVariable { get; }

    /// <returns>The options for the target object of an error, keyed by the names that the original uses.</returns>
    internal IEnumerable<KeyValuePair<string, object?>> Facts(bool isList)
    {
        string[] names = isList ? ["Top", "Skip", "Search", "Filter", "Count", "Sort", "Property", "ExpandProperty"] : ["Property", "ExpandProperty"];
        return names.Select(name => new KeyValuePair<string, object?>(name, name == "Count" ? CountVariable is not null : Value(name)));
    }

    /// <summary>Writes the options, if there are any.</summary>
    internal void Write(JsonWriter writer)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.Name("queryParameters");
        writer.BeginObject();
        foreach (var option in values)
        {
            writer.Property(option.Key, option.Value);
        }

        writer.EndObject();
    }

    private void Add(string name, int? number) => Add(name, number?.ToString(CultureInfo.InvariantCulture));

    private void Add(string name, string? text) => Add(name, text is null ? [] : [text]);

    private void Add(string name, string[] elements)
    {
        if (elements.Length > 0)
        {
            values.Add(new(name, elements));
        }
    }

    private object? Value(string name) =>
        arguments.TryGetValue(name, out var value) && !OptionTransformationAttribute.IsMissing(value) ? value : null;

    private string? Text(string name) => Value(name) is string { Length: > 0 } text ? text : null;

    private string[] Elements(string name) => ((string?[]?)Value(name) ?? []).OfType<string>().Where(text => text.Length > 0).ToArray();

    private int? Number(string name) => (int?)Value(name) is var number && number is not < 0
        ? number
        : throw new InvalidArgumentException("InvalidArgument", "-" + name + " must not be negative. Nothing was sent.");

    private int? PageSize() => (int?)Value("PageSize") is var size && size is null or (>= 1 and <= LargestPage)
        ? size
        : throw new InvalidArgumentException(
            "InvalidPageSize", $"Invalid page size specified `{size}`. PageSize must be between 1 and {LargestPage} inclusive.");

    /// <summary>
    /// Returns the value for $search. Text that does not start with a quotation mark is quoted; quotation marks and a trailing
    /// backslash in it are escaped.
    /// </summary>
    private string? Search() => Words("Search", Text("Search")) is { } text && text[0] != '"'
        ? "\"" + Unescaped.Replace(text, match => match.Length == 1 ? "\\" + match.Value : match.Value) + "\""
        : Text("Search");

    private string? Filter() => Words("Filter", Text("Filter") is { } text && Escaped.IsMatch(text) ? Uri.UnescapeDataString(text) : Text("Filter"));

    /// <exception cref="InvalidArgumentException">
    /// The text is only white space. It is rejected rather than omitted, because without the option the request would list
    /// everything.
    /// </exception>
    private static string? Words(string name, string? text) => text is not null && string.IsNullOrWhiteSpace(text)
        ? throw new InvalidArgumentException("InvalidArgument", "-" + name + " must not be blank. To list everything, omit it. Nothing was sent.")
        : text;
}
