using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>Which request is asked for: an operation of the description, or what a user's HTTP step has made of one.</summary>
internal sealed class RequestTarget
{
    private readonly Operation? operation;
    private readonly string? id;
    private readonly QueryOptions? query;
    private readonly string? pageLink;
    private readonly string? method;
    private readonly string? url;

    /// <param name="operation">What is asked of Graph.</param>
    /// <param name="id">What stands in the variable part of its path; null if it has none.</param>
    /// <param name="query">The query options.</param>
    internal RequestTarget(Operation operation, string? id, QueryOptions query)
    {
        this.operation = operation;
        this.id = id;
        this.query = query;
    }

    /// <param name="method">An HTTP method.</param>
    /// <param name="url">The absolute URL.</param>
    internal RequestTarget(string method, string url)
    {
        this.method = method;
        this.url = url;
    }

    private RequestTarget(Operation operation, string pageLink)
    {
        this.operation = operation;
        this.pageLink = pageLink;
    }

    /// <param name="operation">A list.</param>
    /// <param name="link">What the page before says of where the next one is.</param>
    internal static RequestTarget Page(Operation operation, string link) => new(operation, link);

    /// <summary>Writes the members that name it in a message to the backend.</summary>
    internal void Write(JsonWriter writer)
    {
        if (operation is null)
        {
            writer.Property("method", method);
            writer.Property("url", url);
            return;
        }

        writer.Property("operation", operation.Id);
        if (pageLink is not null)
        {
            writer.Property("pageLink", pageLink);
            return;
        }

        if (operation.Key is { } key)
        {
            writer.Name("pathParameters");
            writer.BeginObject();
            writer.Property(key, id);
            writer.EndObject();
        }

        query?.Write(writer);
    }
}
