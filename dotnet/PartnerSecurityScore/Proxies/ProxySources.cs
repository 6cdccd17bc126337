using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Proxies;

/// <summary>The sources from which the backend chooses a proxy, as they are when a command starts.</summary>
internal sealed class ProxySources
{
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

    private readonly Dictionary<string, string> variables = [];
    private readonly string? ofClient = DotNetProxy.Kind;

    /// <param name="named">The proxy that the user specified; <c>null</c> if there is none.</param>
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

    /// <summary>The proxy that the user specified; <c>null</c> if there is none.</summary>
    internal ProxySettings? Named { get; }

    /// <summary>Writes the sources as members of a request. If there are none, it writes nothing.</summary>
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

    /// <summary>
    /// Returns a variable's name as the user spelled it. Windows ignores the case of variable names, so at most one spelling
    /// exists there.
    /// </summary>
    private static string AsSpelled(string name, ICollection all)
    {
        var spellings = all.Cast<string>().Where(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return spellings.Contains(name) ? name : spellings[0];
    }
}
