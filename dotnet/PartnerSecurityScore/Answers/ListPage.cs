using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Answers;

/// <summary>One page of a list: its objects, the link to the next page, and the total count.</summary>
internal sealed class ListPage
{
    private const string Values = "value";

    private ListPage(IReadOnlyList<Model> items, string? nextLink, object? count)
    {
        Items = items;
        NextLink = nextLink;
        Count = count;
    }

    internal IReadOnlyList<Model> Items { get; }

    /// <summary>The link to the next page, or null on the last page.</summary>
    internal string? NextLink { get; }

    /// <summary>
    /// The value of @odata.count. If it consists of digits, it is an Int32 if it fits and otherwise an Int64, even if
    /// the service sent it as text. Null when the response has no count.
    /// </summary>
    internal object? Count { get; }

    /// <param name="response">A successful response.</param>
    /// <param name="schema">The schema of the list's objects.</param>
    /// <param name="number">The number of the page, starting at 1.</param>
    /// <exception cref="ModuleException">The response is not a page of a list. The first page can be empty.</exception>
    internal static ListPage Of(GraphResponse response, ModelSchema schema, int number)
    {
        if (number > 1 && response.Unreadable is { } reason)
        {
            throw Broken(response, number, reason.TrimEnd('.'));
        }

        response.RequireText();
        if (response.IsEmpty)
        {
            return number == 1 ? new ListPage([], null, null) : throw Broken(response, number, "the response is empty");
        }

        if (response.Json is not PropertyDictionary page)
        {
            throw number == 1 ? response.NoObject() : Broken(response, number, response.NoObject().Message.TrimEnd('.'));
        }

        // Treat a single object in value as a list with one element.
        object?[] elements = page[Values] switch
        {
            object?[] list => list,
            PropertyDictionary single => [single],
            _ => throw Broken(response, number, "the response has no array named value"),
        };
        return new ListPage(
            elements.Select((element, index) => ItemOf(element, schema, index, response, number)).OfType<Model>().ToList(),
            LinkOf(page["@odata.nextLink"], response, number),
            CountOf(page["@odata.count"]));
    }

    /// <returns>The beginning of the error message for an unusable page.</returns>
    internal static string Incomplete(int number) => "The list is incomplete from page " + number.ToString(CultureInfo.InvariantCulture) + " on";

    private static Model? ItemOf(object? element, ModelSchema schema, int index, GraphResponse response, int number) => element switch
    {
        null => null,
        PropertyDictionary members => ModelBinder.Bind(members, schema, string.Empty, ValueOrigin.Answer),
        _ => throw Broken(response, number, PropertyPath.Element(Values, index) + " is not an object"),
    };

    private static string? LinkOf(object? link, GraphResponse response, int number) => link switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        _ => throw Broken(response, number, "its @odata.nextLink is not a string"),
    };

    private static object? CountOf(object? count) => count is string text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number is <= int.MaxValue ? (int)number : number
        : count;

    private static ModuleException Broken(GraphResponse response, int number, string reason) => response.About(new ModuleException(
        "NoList",
        Incomplete(number) + ": " + reason + ". Graph returned status " + response.StatusCode.ToString(CultureInfo.InvariantCulture) + ".",
        mayHaveBeenSent: true));
}
