using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// The target of a request: an operation of the API description, a later page of its list, or a method and URL from a user's
/// HTTP step.
/// </summary>
internal sealed class RequestTarget
{
    private readonly Operation? operation;
    private readonly string? id;
    private readonly QueryOptions? query;
    private readonly string? pageLink;
    private readonly string? method;
    private readonly string? url;

    /// <param name="id">The value for the variable part of the path; <c>null</c> if the path has none.</param>
    internal RequestTarget(Operation operation, string? id, QueryOptions query)
    {
        this.operation = operation;
        this.id = id;
        this.query = query;
    }

    /// <summary>Creates the target for a request that a user's HTTP step has written.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL as the step wrote it. The channel rejects it unless it is absolute.</param>
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

    /// <summary>Creates the target for the next page of a list.</summary>
    /// <param name="operation">The operation that returns the list.</param>
    /// <param name="link">The link from the previous page.</param>
    internal static RequestTarget Page(Operation operation, string link) => new(operation, link);

    /// <summary>Writes the members that identify the target in a message to the backend.</summary>
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
