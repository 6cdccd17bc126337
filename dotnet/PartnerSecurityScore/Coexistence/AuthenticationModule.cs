using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Engine;

namespace PartnerSecurityScore.Coexistence;

/// <summary>
/// The Microsoft.Graph.Authentication module that a runspace of this process has loaded. This class uses only its
/// public commands. The module has one sign-in per process.
/// </summary>
internal sealed class AuthenticationModule
{
    internal const string Name = "Microsoft.Graph.Authentication";
    private const string RequestCommand = "Invoke-MgGraphRequest";

    private readonly PSCmdlet caller;

    private AuthenticationModule(PSCmdlet caller) => this.caller = caller;

    /// <returns>The module, or null when no runspace of this process has loaded it.</returns>
    internal static AuthenticationModule? Find(PSCmdlet caller) => AuthenticationAssembly.IsLoaded ? new AuthenticationModule(caller) : null;

    /// <summary>
    /// Determines whether a command of the module is visible in the runspace, including through a module that
    /// re-exports it. The method does not use GetCommand, which would load the module if it is only installed.
    /// </summary>
    /// <param name="caller">A command that runs in the runspace.</param>
    /// <param name="pattern">
    /// The wildcard pattern for the command names. The default also matches names with a prefix.
    /// </param>
    internal static bool IsInSight(PSCmdlet caller, string pattern = "*-*Mg*") => AuthenticationAssembly.IsLoaded
        && caller.InvokeCommand.GetCommands(pattern, CommandTypes.Cmdlet, nameIsPattern: true).Any(AuthenticationAssembly.Has);

    /// <summary>
    /// Determines whether $Error in this runspace contains an error from one of the module's commands.
    /// </summary>
    internal static bool HasFailedIn(PSCmdlet caller) => caller.SessionState.PSVariable.GetValue("global:Error") is ArrayList errors
        && errors.OfType<ErrorRecord>().Any(error => AuthenticationAssembly.Has(error.InvocationInfo?.MyCommand));

    /// <summary>Imports the module into the runspace's global scope, if it is installed.</summary>
    /// <returns>Whether the import succeeded.</returns>
    internal static bool Import(PSCmdlet caller)
    {
        RunspaceMark.ImportedTheirs.Set();
        var parameters = new Hashtable { ["Name"] = AuthenticationAssembly.Manifest ?? Name, ["Global"] = true, ["PassThru"] = true };
        return NestedCommand.Invoke(caller, caller.InvokeCommand.GetCmdlet("Microsoft.PowerShell.Core\\Import-Module"), parameters)
            .Any(item => item.BaseObject is PSModuleInfo);
    }

    /// <returns>The context of the module's sign-in; <c>null</c> if nobody is signed in.</returns>
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

    /// <returns>The URL of Microsoft Graph in the environment, without a trailing slash.</returns>
    /// <exception cref="InvalidOperationException">The module has no Graph endpoint for the environment.</exception>
    internal string GraphEndpointOf(string environment)
    {
        var endpoint = Invoke("Get-MgEnvironment")
            .Where(known => string.Equals(Text(known, "Name"), environment, StringComparison.OrdinalIgnoreCase))
            .Select(known => Text(known, "GraphEndpoint"))
            .FirstOrDefault();
        return EndpointRule.Normalise(endpoint, "GraphEndpoint")
            ?? throw new InvalidOperationException(Name + " has no Graph endpoint for its environment '" + environment + "'. Nothing was sent. Check the environment with "
                + Name + "\\Get-MgEnvironment.");
    }

    /// <summary>Invokes Invoke-MgGraphRequest.</summary>
    /// <returns>The command's output, including error records.</returns>
    internal IReadOnlyList<PSObject> Request(Hashtable parameters) => NestedCommand.Invoke(caller, Command(RequestCommand), parameters);

    /// <summary>Determines whether the loaded version of Invoke-MgGraphRequest has the parameter.</summary>
    internal static bool CanRequest(string parameter) => Command(RequestCommand).ImplementingType.GetProperty(parameter) is not null;

    private static CmdletInfo Command(string name) =>
        AuthenticationAssembly.Command(name) ?? throw new InvalidOperationException(
            "The loaded version of " + Name + " has no command " + name + ". Nothing was sent. Update that module, and start a new PowerShell session.");

    private List<PSObject> Invoke(string name)
    {
        var written = NestedCommand.Invoke(caller, Command(name), new Hashtable());
        var failure = written.Select(item => item.BaseObject).OfType<ErrorRecord>().FirstOrDefault();
        return failure is null
            ? written.ToList()
            : throw new InvalidOperationException(name + " of " + Name + " failed: " + ForeignText.Clause(failure.Exception.Message) + ". Nothing was sent.", failure.Exception);
    }

    private static object? Value(PSObject item, string property) =>
        item.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static string? Text(PSObject item, string property) => Value(item, property)?.ToString();
}
