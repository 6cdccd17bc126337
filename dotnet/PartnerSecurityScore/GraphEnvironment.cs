namespace PartnerSecurityScore;

/// <summary>A cloud: where its tokens come from and where its Graph is.</summary>
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

    /// <summary>The sign-in service's URL; null in an environment that was added without one.</summary>
    public string? AzureADEndpoint { get; }

    /// <summary>Graph's URL, without a slash at its end. Tokens of this environment go to this origin only.</summary>
    public string GraphEndpoint { get; }

    /// <summary>"Built-in" or "User-defined".</summary>
    public string Type { get; }
}
