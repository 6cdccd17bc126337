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
    /// <exception cref="ModuleException">
    /// The response is not a page of a list. An empty response is allowed only for the first page.
    /// </exception>
    internal static ListPage Of(GraphResponse response, ModelSchema schema, int number)
    {
        if (number > 1 && response.Unreadable is { } reason)
        {
            throw Unusable(response, number, reason);
        }

        response.RequireText();
        if (response.IsEmpty)
        {
            return number == 1 ? new ListPage([], null, null) : throw Broken(response, number, "is empty");
        }

        if (response.Json is not PropertyDictionary page)
        {
            throw number == 1 ? response.NoObject() : Unusable(response, number, response.NoObject().Message);
        }

        // Treat a single object in value as a list with one element.
        object?[] elements = page[Values] switch
        {
            object?[] list => list,
            PropertyDictionary single => [single],
            _ => throw Broken(response, number, "has no array named 'value'"),
        };
        return new ListPage(
            elements.Select((element, index) => ItemOf(element, schema, index, response, number)).OfType<Model>().ToList(),
            LinkOf(page["@odata.nextLink"], response, number),
            CountOf(page["@odata.count"]));
    }

    /// <returns>The name of the page in an error message.</returns>
    internal static string NameOf(int number) => "page " + number.ToString(CultureInfo.InvariantCulture);

    private static Model? ItemOf(object? element, ModelSchema schema, int index, GraphResponse response, int number) => element switch
    {
        null => null,
        PropertyDictionary members => ModelBinder.Bind(members, schema, string.Empty, ValueOrigin.Answer),
        _ => throw Broken(response, number, "has an element, " + PropertyPath.Element(Values, index) + ", that is not an object"),
    };

    private static string? LinkOf(object? link, GraphResponse response, int number) => link switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        _ => throw Broken(response, number, "has an @odata.nextLink that is not a string"),
    };

    private static object? CountOf(object? count) => count is string text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number is <= int.MaxValue ? (int)number : number
        : count;

    /// <param name="problem">A verb phrase whose subject is the page.</param>
    private static ModuleException Broken(GraphResponse response, int number, string problem) => Failure(
        response,
        (number == 1 ? "The response is not a valid list: it " : "The list is incomplete: " + NameOf(number) + " ")
            + problem + " (status " + response.StatusCode.ToString(CultureInfo.InvariantCulture) + ").");

    /// <param name="reason">The reason, in complete sentences.</param>
    private static ModuleException Unusable(GraphResponse response, int number, string reason) =>
        Failure(response, "The list is incomplete: " + NameOf(number) + " could not be read. " + reason);

    private static ModuleException Failure(GraphResponse response, string message) =>
        response.About(new ModuleException("NoList", message, mayHaveBeenSent: true));
}
