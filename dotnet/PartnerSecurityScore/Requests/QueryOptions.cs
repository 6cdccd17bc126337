using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PartnerSecurityScore.Binding;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Requests;

/// <summary>What a command that reads is asked for besides the resource: OData's query options, and how far to follow the pages.</summary>
internal sealed class QueryOptions
{
    /// <summary>Graph's own limit for the objects of a page.</summary>
    private const int LargestPage = 999;

    /// <summary>What is left unescaped in text that somebody has escaped as a whole: nothing else, and a blank among it.</summary>
    private static readonly Regex Escaped = new("^(?=.*%20)(?:[A-Za-z0-9._~'()*!-]|%[0-9A-Fa-f]{2})+\\z");

    /// <summary>A match of length 1 is a quotation mark without a backslash before it, or a backslash at the end.</summary>
    private static readonly Regex Unescaped = new(@"\\[""\\]|""|\\\z");

    private readonly IDictionary<string, object> arguments;
    private readonly List<KeyValuePair<string, string[]>> values = [];

    /// <param name="arguments">The bound parameters; others than query options are ignored.</param>
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

    /// <summary>The most objects that are wanted; null for all that come.</summary>
    internal int? Limit { get; }

    /// <summary>Whether further pages are asked for although no number of objects is named.</summary>
    internal bool IsForAllPages { get; }

    /// <summary>The name of the variable that gets the number of all objects; null for none.</summary>
    internal string? CountVariable { get; }

    /// <returns>What an error's target object shows, by the names that the original has there.</returns>
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

    /// <summary>Text that is not in quotes is put into some, and what would end them early is escaped.</summary>
    private string? Search() => Words("Search", Text("Search")) is { } text && text[0] != '"'
        ? "\"" + Unescaped.Replace(text, match => match.Length == 1 ? "\\" + match.Value : match.Value) + "\""
        : Text("Search");

    private string? Filter() => Words("Filter", Text("Filter") is { } text && Escaped.IsMatch(text) ? Uri.UnescapeDataString(text) : Text("Filter"));

    /// <exception cref="InvalidArgumentException">There is nothing but blanks: left out, everything would be listed.</exception>
    private static string? Words(string name, string? text) => text is not null && string.IsNullOrWhiteSpace(text)
        ? throw new InvalidArgumentException("InvalidArgument", "-" + name + " must not be blank. To list everything, omit it. Nothing was sent.")
        : text;
}
