using System;
using System.Collections.Generic;
using System.Linq;

namespace PartnerSecurityScore.Sessions;

/// <summary>The environments of this PowerShell process: the built-in clouds and the user-defined environments.</summary>
internal static class EnvironmentTable
{
    private const string BuiltIn = "Built-in";
    private const string UserDefined = "User-defined";

    private static readonly object Gate = new();
    private static readonly List<GraphEnvironment> Environments =
    [
        Cloud("Global", "login.microsoftonline.com", "graph.microsoft.com"),
        Cloud("USGov", "login.microsoftonline.us", "graph.microsoft.us"),
        Cloud("USGovDoD", "login.microsoftonline.us", "dod-graph.microsoft.us"),
        Cloud("China", "login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn"),
        Cloud("BleuCloud", "login.sovcloud-identity.fr", "graph.svc.sovcloud.fr"),
        Cloud("DelosCloud", "login.sovcloud-identity.de", "graph.svc.sovcloud.de"),
        Cloud("GovSGCloud", "login.sovcloud-identity.sg", "graph.svc.sovcloud.sg"),
    ];

    internal static GraphEnvironment[] GetAll()
    {
        lock (Gate)
        {
            return Environments.ToArray();
        }
    }

    /// <returns>The environment; <c>null</c> if there is none with this name.</returns>
    internal static GraphEnvironment? Find(string name)
    {
        lock (Gate)
        {
            return Environments.Find(environment => IsNamed(environment, name));
        }
    }

    /// <exception cref="InvalidOperationException">
    /// No environment has this name. The message lists the existing names.
    /// </exception>
    internal static GraphEnvironment Get(string name)
    {
        lock (Gate)
        {
            return Environments[IndexOf(name)];
        }
    }

    /// <summary>Adds an environment, or replaces a user-defined environment with the same name.</summary>
    /// <exception cref="ArgumentException">An endpoint is not an allowed URL.</exception>
    /// <exception cref="InvalidOperationException">A built-in environment has this name.</exception>
    internal static GraphEnvironment Add(string name, string? azureADEndpoint, string graphEndpoint)
    {
        var added = new GraphEnvironment(
            name, EndpointRule.Normalise(azureADEndpoint, "AzureADEndpoint"), EndpointRule.Require(graphEndpoint, "GraphEndpoint"), UserDefined);
        lock (Gate)
        {
            var index = Environments.FindIndex(environment => IsNamed(environment, name));
            if (index < 0)
            {
                Environments.Add(added);
            }
            else
            {
                RequireUserDefined(Environments[index]);
                Environments[index] = added;
            }
        }

        return added;
    }

    /// <summary>Changes the given endpoints. Existing sessions keep their endpoints.</summary>
    /// <exception cref="ArgumentException">An endpoint is not an allowed URL.</exception>
    /// <exception cref="InvalidOperationException">The environment does not exist or is built in.</exception>
    internal static GraphEnvironment Set(string name, string? azureADEndpoint, string? graphEndpoint)
    {
        lock (Gate)
        {
            var index = IndexOf(name);
            var known = Environments[index];
            RequireUserDefined(known);
            return Environments[index] = new GraphEnvironment(
                known.Name,
                EndpointRule.Normalise(azureADEndpoint, "AzureADEndpoint") ?? known.AzureADEndpoint,
                EndpointRule.Normalise(graphEndpoint, "GraphEndpoint") ?? known.GraphEndpoint,
                UserDefined);
        }
    }

    /// <returns>The removed environment.</returns>
    /// <exception cref="InvalidOperationException">The environment does not exist or is built in.</exception>
    internal static GraphEnvironment Remove(string name)
    {
        lock (Gate)
        {
            var index = IndexOf(name);
            var removed = Environments[index];
            RequireUserDefined(removed);
            Environments.RemoveAt(index);
            return removed;
        }
    }

    private static GraphEnvironment Cloud(string name, string signIn, string graph) =>
        new(name, "https://" + signIn, "https://" + graph, BuiltIn);

    private static bool IsNamed(GraphEnvironment environment, string name) =>
        string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(string name)
    {
        var index = Environments.FindIndex(environment => IsNamed(environment, name));
        if (index < 0)
        {
            throw new InvalidOperationException(
                "The environment '" + name + "' does not exist. Existing environments: "
                + string.Join(", ", Environments.Select(environment => environment.Name))
                + ". To add another, use Add-MgEnvironment.");
        }

        return index;
    }

    private static void RequireUserDefined(GraphEnvironment environment)
    {
        if (environment.Type == BuiltIn)
        {
            throw new InvalidOperationException("The environment '" + environment.Name + "' is built in and cannot be changed or removed. To use other endpoints, use Add-MgEnvironment with another name.");
        }
    }
}
