namespace PartnerSecurityScore.Models;

/// <summary>What a command asks of Graph.</summary>
/// <param name="id">Its name in the description of the API, and for the backend.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="version">The version of the API.</param>
/// <param name="path">The URL's path below the version.</param>
/// <param name="model">The class of what is sent and comes back.</param>
internal sealed class Operation(string id, string method, string version, string path, string model)
{
    internal string Id => id;

    internal string Method => method;

    internal string Path => path;

    /// <summary>The path below an environment's endpoint.</summary>
    internal string FullPath => "/" + version + path;

    internal ModelSchema Model => ModelSchemas.Of(model);
}
