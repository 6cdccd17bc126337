using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Requests;

/// <summary>Which request is asked for: an operation of the description, or what a user's HTTP step has made of one.</summary>
internal sealed class RequestTarget
{
    private readonly string? operation;
    private readonly string? method;
    private readonly string? url;

    private RequestTarget(string? operation, string? method, string? url)
    {
        this.operation = operation;
        this.method = method;
        this.url = url;
    }

    /// <param name="operation">Its operationId.</param>
    internal static RequestTarget Of(string operation) => new(operation, null, null);

    /// <param name="method">An HTTP method.</param>
    /// <param name="url">The absolute URL.</param>
    internal static RequestTarget Of(string method, string url) => new(null, method, url);

    /// <summary>Writes the members that name it in a message to the backend.</summary>
    internal void Write(JsonWriter writer)
    {
        if (operation is not null)
        {
            writer.Property("operation", operation);
        }
        else
        {
            writer.Property("method", method);
            writer.Property("url", url);
        }
    }
}
