namespace PartnerSecurityScore;

/// <summary>A cloud, with the endpoints of its sign-in service and of Microsoft Graph.</summary>
public sealed class GraphEnvironment
{
    internal GraphEnvironment(string name, string? azureADEndpoint, string graphEndpoint, string type)
    {
        Name = name;
        AzureADEndpoint = azureADEndpoint;
        GraphEndpoint = graphEndpoint;
        Type = type;
    }

    public string Name { get; }

    /// <summary>The sign-in service's URL, or null when the environment was added without one.</summary>
    public string? AzureADEndpoint { get; }

    /// <summary>
    /// The URL of Microsoft Graph, without a trailing slash. The environment's tokens are sent only to the origin of
    /// this URL.
    /// </summary>
    public string GraphEndpoint { get; }

    /// <summary>"Built-in" or "User-defined".</summary>
    public string Type { get; }
}
