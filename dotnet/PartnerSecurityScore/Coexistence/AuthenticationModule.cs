using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// The module Microsoft.Graph.Authentication, if a runspace of the process has loaded it. Only its public commands
/// are used. It has one sign-in for the process.
/// </summary>
internal sealed class AuthenticationModule
{
    internal const string Name = "Microsoft.Graph.Authentication";
    private const string RequestCommand = "Invoke-MgGraphRequest";

    private readonly PSCmdlet caller;

    private AuthenticationModule(PSCmdlet caller) => this.caller = caller;

    /// <returns>Null if no runspace of the process has loaded the module.</returns>
    internal static AuthenticationModule? Find(PSCmdlet caller) => AuthenticationAssembly.IsLoaded ? new AuthenticationModule(caller) : null;

    /// <summary>
    /// Whether a command of the module is in sight in the runspace, by whatever module that hands it on. Not GetCommand: that
    /// one loads a module that is installed but not in use.
    /// </summary>
    /// <param name="caller">A command that runs in the runspace.</param>
    /// <param name="pattern">The names to look for; without one any, those with a prefix as well.</param>
    internal static bool IsInSight(PSCmdlet caller, string pattern = "*-*Mg*") => AuthenticationAssembly.IsLoaded
        && caller.InvokeCommand.GetCommands(pattern, CommandTypes.Cmdlet, nameIsPattern: true).Any(AuthenticationAssembly.Has);

    /// <summary>Whether one of its commands failed in this runspace, according to the errors that are still in $Error.</summary>
    internal static bool HasFailedIn(PSCmdlet caller) => caller.SessionState.PSVariable.GetValue("global:Error") is ArrayList errors
        && errors.OfType<ErrorRecord>().Any(error => AuthenticationAssembly.Has(error.InvocationInfo?.MyCommand));

    /// <summary>Imports the module for the whole runspace, where it is installed.</summary>
    /// <returns>Whether it could be loaded.</returns>
    internal static bool Import(PSCmdlet caller)
    {
        RunspaceMark.ImportedTheirs.Set();
        var parameters = new Hashtable { ["Name"] = AuthenticationAssembly.Manifest ?? Name, ["Global"] = true, ["PassThru"] = true };
        return NestedCommand.Invoke(caller, caller.InvokeCommand.GetCmdlet("Microsoft.PowerShell.Core\\Import-Module"), parameters)
            .Any(item => item.BaseObject is PSModuleInfo);
    }

    /// <returns>Who is signed in there, or null.</returns>
    internal AuthContext? Context() => Invoke("Get-MgContext").FirstOrDefault() is { } context
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
        var endpoint = Invoke("Get-MgEnvironment")
            .Where(known => string.Equals(Text(known, "Name"), environment, StringComparison.OrdinalIgnoreCase))
            .Select(known => Text(known, "GraphEndpoint"))
            .FirstOrDefault();
        return EndpointRule.Normalise(endpoint, "GraphEndpoint")
            ?? throw new InvalidOperationException(Name + " has no Graph endpoint for its environment '" + environment + "'. Nothing was sent.");
    }

    /// <summary>Calls Invoke-MgGraphRequest.</summary>
    internal IReadOnlyList<PSObject> Request(Hashtable parameters) => NestedCommand.Invoke(caller, Command(RequestCommand), parameters);

    /// <summary>Whether Invoke-MgGraphRequest has a parameter. This depends on its version.</summary>
    internal static bool CanRequest(string parameter) => Command(RequestCommand).ImplementingType.GetProperty(parameter) is not null;

    private static CmdletInfo Command(string name) =>
        AuthenticationAssembly.Command(name) ?? throw new InvalidOperationException(Name + " has no command " + name + ". Nothing was sent.");

    private List<PSObject> Invoke(string name)
    {
        var written = NestedCommand.Invoke(caller, Command(name), new Hashtable());
        var failure = written.Select(item => item.BaseObject).OfType<ErrorRecord>().FirstOrDefault();
        return failure is null
            ? written.ToList()
            : throw new InvalidOperationException(name + " of " + Name + " failed: " + failure.Exception.Message + " Nothing was sent.", failure.Exception);
    }

    private static object? Value(PSObject item, string property) =>
        item.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static string? Text(PSObject item, string property) => Value(item, property)?.ToString();
}
