using System;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>One walk through the pages of a list: how many objects are still wanted, and where the next page is.</summary>
/// <param name="query">What is wanted.</param>
internal sealed class Paging(QueryOptions query)
{
    private readonly HashSet<string> links = new(StringComparer.Ordinal);
    private int taken;

    /// <summary>The page that is asked for now, from 1.</summary>
    internal int Number { get; private set; } = 1;

    private bool IsComplete => query.Limit is { } limit ? taken >= limit : !query.IsForAllPages;

    /// <returns>The host and port that a link names if they differ from those of Graph's endpoint; otherwise null.</returns>
    internal static string? OtherHost(string link, string graphEndpoint) =>
        Uri.TryCreate(link, UriKind.Absolute, out var named) && named.Host.Length > 0 && named.Authority != new Uri(graphEndpoint).Authority ? named.Authority : null;

    /// <returns>Those objects of the page that are wanted.</returns>
    internal IReadOnlyList<Model> Take(ListPage page)
    {
        var wanted = query.Limit is { } limit ? page.Items.Take(limit - taken).ToList() : page.Items;
        taken += wanted.Count;
        return wanted;
    }

    /// <returns>The link to the page that is to be asked for next; null if none is.</returns>
    /// <exception cref="ModuleException">It was followed before: the list would never end.</exception>
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
                ListPage.Incomplete(Number) + ": its @odata.nextLink refers to a page that was already read: " + ForeignText.OneLine(Redaction.Text(link)) + ".",
                mayHaveBeenSent: true);
        }

        Number++;
        return link;
    }
}
