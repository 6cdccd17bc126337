using System;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Tracks the progress of reading a list: the number of objects and pages read so far, and the links that were followed.
/// </summary>
internal sealed class Paging(QueryOptions query)
{
    private readonly HashSet<string> links = new(StringComparer.Ordinal);
    private int taken;

    /// <summary>The number of the current page, starting at 1.</summary>
    internal int Number { get; private set; } = 1;

    private bool IsComplete => query.Limit is { } limit ? taken >= limit : !query.IsForAllPages;

    /// <returns>
    /// The host and port of the link if they differ from those of Graph's endpoint; otherwise <c>null</c>.
    /// </returns>
    internal static string? OtherHost(string link, string graphEndpoint) =>
        Uri.TryCreate(link, UriKind.Absolute, out var named) && named.Host.Length > 0 && named.Authority != new Uri(graphEndpoint).Authority ? named.Authority : null;

    /// <returns>The objects of the page, up to the limit.</returns>
    internal IReadOnlyList<Model> Take(ListPage page)
    {
        var wanted = query.Limit is { } limit ? page.Items.Take(limit - taken).ToList() : page.Items;
        taken += wanted.Count;
        return wanted;
    }

    /// <returns>The link to the next page to request; <c>null</c> if there is none or no more objects are wanted.</returns>
    /// <exception cref="ModuleException">The link was already followed, so the list would never end.</exception>
    internal string? Next(ListPage page)
    {
        if (IsComplete || page.NextLink is not { } link)
        {
            return null;
        }

        if (!links.Add(link))
        {
            throw new ModuleException(
                "NextLinkRepeated",
                "The list is incomplete: the @odata.nextLink of " + ListPage.NameOf(Number) + " refers to a page that has already been read: " + ForeignText.OneLine(Redaction.Text(link)) + ".",
                mayHaveBeenSent: true);
        }

        Number++;
        return link;
    }
}
