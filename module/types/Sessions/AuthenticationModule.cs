using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>The module Microsoft.Graph.Authentication where it is loaded: its public commands, and nothing else of it.</summary>
internal sealed class AuthenticationModule
{
    internal const string Name = "Microsoft.Graph.Authentication";
    private const string RequestCommand = "Invoke-MgGraphRequest";

    private readonly PSCmdlet caller;
    private readonly CommandInfo request;

    private AuthenticationModule(PSCmdlet caller, CommandInfo request)
    {
        this.caller = caller;
        this.request = request;
    }

    /// <summary>Not GetCommand: that one loads a module that is installed but not in use.</summary>
    /// <returns>Null where the module is not loaded in the command's runspace.</returns>
    internal static AuthenticationModule? Find(PSCmdlet caller) => !AuthenticationAssembly.IsLoaded ? null : caller.InvokeCommand
        .GetCommands(RequestCommand, CommandTypes.Function | CommandTypes.Cmdlet, nameIsPattern: false)
        .Where(command => Name.Equals(command.ModuleName, StringComparison.OrdinalIgnoreCase) && command.Module is not null)
        .Select(command => new AuthenticationModule(caller, command))
        .FirstOrDefault();

    /// <summary>Imports the module for the whole runspace, where it is installed.</summary>
    /// <returns>Whether it could be loaded.</returns>
    internal static bool Import(PSCmdlet caller) => Import(caller, []);

    /// <summary>
    /// Imports the module where another runspace of the process uses it, since its sign-in is one for the process. Only what
    /// sends comes into sight, so that no sign-in command of ours is hidden by it.
    /// </summary>
    /// <returns>Null where no runspace uses it, or it can't be loaded in this one.</returns>
    internal static AuthenticationModule? ImportWhereInUse(PSCmdlet caller) =>
        AuthenticationAssembly.IsLoaded && !RunspaceImports.HasCurrent && Import(caller, new Hashtable { ["Cmdlet"] = RequestCommand }) ? Find(caller) : null;

    private static bool Import(PSCmdlet caller, Hashtable parameters)
    {
        RunspaceImports.Add();
        parameters["Name"] = AuthenticationAssembly.Manifest ?? Name;
        parameters["Global"] = true;
        parameters["PassThru"] = true;
        return NestedCommand.Invoke(caller, caller.InvokeCommand.GetCmdlet("Microsoft.PowerShell.Core\\Import-Module"), parameters)
            .Any(item => item.BaseObject is PSModuleInfo);
    }

    /// <returns>Who is signed in there, or null.</returns>
    internal AuthContext? Context() => Invoke("Get-MgContext", new Hashtable()).FirstOrDefault() is { } context
        ? new AuthContext
        {
            TenantId = Text(context, "TenantId"),
            ClientId = Text(context, "ClientId"),
            Account = Text(context, "Account"),
            AppName = Text(context, "AppName"),
            AuthType = Text(context, "AuthType") ?? string.Empty,
            TokenCredentialType = Text(context, "TokenCredentialType") ?? string.Empty,
            ContextScope = Text(context, "ContextScope") ?? string.Empty,
            Environment = Text(context, "Environment") ?? string.Empty,
            Scopes = Value(context, "Scopes") is IEnumerable scopes and not string ? scopes.OfType<object>().Select(scope => scope.ToString()).ToArray() : [],
        }
        : null;

    /// <returns>The URL of Graph in an environment, without a slash at its end.</returns>
    internal string GraphEndpointOf(string environment)
    {
        var endpoint = Invoke("Get-MgEnvironment", new Hashtable())
            .Where(known => string.Equals(Text(known, "Name"), environment, StringComparison.OrdinalIgnoreCase))
            .Select(known => Text(known, "GraphEndpoint"))
            .FirstOrDefault();
        return EndpointRule.Normalise(endpoint, "GraphEndpoint")
            ?? throw new InvalidOperationException(Name + " knows no Graph endpoint of its environment '" + environment + "'. Nothing was sent.");
    }

    /// <summary>Calls Invoke-MgGraphRequest.</summary>
    internal IReadOnlyList<PSObject> Request(Hashtable parameters) => NestedCommand.Invoke(caller, request, parameters);

    /// <summary>Whether Invoke-MgGraphRequest has a parameter: versions differ.</summary>
    internal bool CanRequest(string parameter) => request.Parameters.ContainsKey(parameter);

    private List<PSObject> Invoke(string name, Hashtable parameters)
    {
        if (!request.Module.ExportedCommands.TryGetValue(name, out var command))
        {
            throw new InvalidOperationException(Name + " has no command " + name + ". Nothing was sent.");
        }

        var written = NestedCommand.Invoke(caller, command, parameters);
        var failure = written.Select(item => item.BaseObject).OfType<ErrorRecord>().FirstOrDefault();
        return failure is null
            ? written.ToList()
            : throw new InvalidOperationException(Name + " failed in " + name + ": " + failure.Exception.Message + " Nothing was sent.", failure.Exception);
    }

    private static object? Value(PSObject item, string property) =>
        item.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static string? Text(PSObject item, string property) => Value(item, property)?.ToString();
}
