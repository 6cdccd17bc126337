namespace PartnerSecurityScore.Models;

/// <summary>A Graph operation that a command calls.</summary>
/// <param name="id">The operation's id in the API description and in messages to the backend.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The URL path after the API version. Its variable part, if any, is a name in braces.</param>
/// <param name="model">The name of the class of the returned object, or of each object in a returned list.</param>
/// <param name="body">The name of the class of the request body; <c>null</c> if the request has none.</param>
/// <param name="key">The name of the path's variable part; <c>null</c> if the path has none.</param>
/// <param name="isList">Whether the operation returns a list.</param>
internal sealed class Operation(
    string id, string method, string path, string model, string? body = null, string? key = null, bool isList = false)
{
    internal string Id => id;

    internal string Method => method;

    internal string Path => path;

    internal ModelSchema Model => ModelSchemas.Of(model);

    /// <summary>The schema of the request body; <c>null</c> if the request has none.</summary>
    internal ModelSchema? Body => body is null ? null : ModelSchemas.Of(body);

    /// <summary>The name of the variable part of <see cref="Path" />; <c>null</c> if the path has none.</summary>
    internal string? Key => key;

    /// <summary>
    /// The JSON name of the model property that contains the value for <see cref="Key" />. Valid only if <see cref="Key" /> is not
    /// null.
    /// </summary>
    internal string KeyProperty => key!.Substring(key.IndexOf('-') + 1);

    internal bool IsList => isList;
}
