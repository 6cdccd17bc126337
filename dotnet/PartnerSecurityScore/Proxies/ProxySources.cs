using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Proxies;

/// <summary>What the backend chooses proxies from, as it is when a command begins.</summary>
internal sealed class ProxySources
{
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

    private readonly Dictionary<string, string> variables = [];
    private readonly string? ofClient = DotNetProxy.Kind;

    /// <param name="named">The proxy that the user asked for, or null.</param>
    internal ProxySources(ProxySettings? named)
    {
        Named = named;
        foreach (var name in Names)
        {
            if (Environment.GetEnvironmentVariable(name) is string value)
            {
                variables[AsSpelled(name, Environment.GetEnvironmentVariables().Keys)] = value;
            }
        }
    }

    /// <summary>The proxy that the user asked for, or null.</summary>
    internal ProxySettings? Named { get; }

    /// <summary>Writes members of a request. None is there in most places.</summary>
    internal void Write(JsonWriter writer)
    {
        Named?.Write(writer);
        if (variables.Count > 0)
        {
            writer.Name("proxyVariables");
            writer.BeginObject();
            foreach (var variable in variables)
            {
                writer.Property(variable.Key, variable.Value);
            }

            writer.EndObject();
        }

        if (ofClient is not null)
        {
            writer.Property("clientProxy", ofClient);
        }
    }

    /// <summary>How the user has spelled a variable: on Windows it is found in any case, and there is one only.</summary>
    private static string AsSpelled(string name, ICollection all)
    {
        var spellings = all.Cast<string>().Where(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return spellings.Contains(name) ? name : spellings[0];
    }
}
