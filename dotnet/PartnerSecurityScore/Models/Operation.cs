namespace PartnerSecurityScore.Models;

/// <summary>What a command asks of Graph.</summary>
/// <param name="id">Its name in the description of the API, and for the backend.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The URL's path below the version, with a name in braces for its variable part.</param>
/// <param name="model">The class of what comes back, or of each element of it.</param>
/// <param name="body">The class of what is sent.</param>
/// <param name="key">The name of the path's variable part.</param>
/// <param name="isList">Whether a list comes back.</param>
internal sealed class Operation(
    string id, string method, string path, string model, string? body = null, string? key = null, bool isList = false)
{
    internal string Id => id;

    internal string Method => method;

    internal string Path => path;

    internal ModelSchema Model => ModelSchemas.Of(model);

    /// <summary>Null if nothing is sent.</summary>
    internal ModelSchema? Body => body is null ? null : ModelSchemas.Of(body);

    /// <summary>Null if the path is always the same. Else <see cref="Path" /> has it in braces.</summary>
    internal string? Key => key;

    /// <summary>The property that <see cref="Key" /> stands for in the model; its JSON name.</summary>
    internal string KeyProperty => key!.Substring(key.IndexOf('-') + 1);

    internal bool IsList => isList;
}
