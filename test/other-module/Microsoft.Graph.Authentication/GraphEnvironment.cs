using System;
using System.Collections.Concurrent;

namespace AuthenticationStandIn;

public sealed class GraphEnvironment
{
    public string Name { get; internal set; } = string.Empty;

    public string? AzureADEndpoint { get; internal set; }

    public string GraphEndpoint { get; internal set; } = string.Empty;

    public string Type => IsBuiltIn ? "Built-in" : "User-defined";

    internal static ConcurrentDictionary<string, GraphEnvironment> Known { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Global"] = new() { Name = "Global", AzureADEndpoint = "https://login.microsoftonline.com", GraphEndpoint = "https://graph.microsoft.com" },
    };

    /// <summary>Whether the environment is built in. The test environment "lab" counts as built in.</summary>
    internal bool IsBuiltIn => Name is "Global" or "lab";
}
