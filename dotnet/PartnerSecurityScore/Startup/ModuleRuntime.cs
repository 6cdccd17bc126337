using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Microsoft.Graph.Beta.PowerShell.Models;
using Microsoft.Graph.Beta.PowerShell.Runtime;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Binding;
using PartnerSecurityScore.Coexistence;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Requests;
using PartnerSecurityScore.Sessions;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Startup;

/// <summary>Implements the import and removal of the module, apart from its functions.</summary>
public static class ModuleRuntime
{
    private const string Prefix = "PartnerSecurityScore.";
    private const string AttributeSuffix = "Attribute";

    private static readonly object Gate = new();

    /// <summary>
    /// The .NET and engine types that the functions use and for which PowerShell has no type accelerator.
    /// </summary>
    private static readonly Type[] UnnamedTypes = [typeof(IDictionary), typeof(CredentialAttribute)];

    /// <summary>
    /// Registers type accelerators for the assembly's public types and the other types that the module's scripts use, before the
    /// engine parses the scripts. If the original is loaded, it has types with the same full names, and a type literal means the
    /// type that was loaded first. No other module uses the prefix in the accelerators for the assembly's types, so these always
    /// mean the types of this module. All accelerators are also fast: for any other name, the engine searches all assemblies and
    /// builds a list of the type names in each.
    /// </summary>
    /// <param name="version">The version of the module that is being imported.</param>
    /// <exception cref="ModuleException">This process has already loaded another version of the module.</exception>
    public static void RegisterTypes(string version)
    {
        if (version != ModuleVersion.Text)
        {
            throw new ModuleException(
                "ModuleNotLoaded",
                "PartnerSecurityScore " + version + " cannot be loaded, because this PowerShell process has already loaded version " + ModuleVersion.Text
                    + ". Start a new PowerShell process.");
        }

        var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!;
        var known = (IDictionary<string, Type>)accelerators.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var add = (Action<string, Type>)accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!.CreateDelegate(typeof(Action<string, Type>));
        lock (Gate)
        {
            foreach (var type in typeof(ModuleRuntime).Assembly.GetExportedTypes())
            {
                Add(Prefix + type.Name, type);
            }

            foreach (var type in UnnamedTypes)
            {
                Add(type.FullName!, type);
            }
        }

        void Add(string name, Type type)
        {
            var written = name.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - AttributeSuffix.Length) : name;
            if (!known.ContainsKey(written))
            {
                add(written, type);
            }
        }
    }

    /// <summary>
    /// Registers the runspace and starts the backend in the background. If <see cref="StepsAside"/> requires it, the sign-in
    /// commands are not exported, in favour of Microsoft.Graph.Authentication. Otherwise, a warning is written if the backend's
    /// program is missing.
    /// </summary>
    /// <param name="command">The command that the module's script calls after it has defined its functions.</param>
    /// <exception cref="ModuleException">The language mode of PowerShell does not allow the module to run.</exception>
    public static void Begin(PSCmdlet command)
    {
        var mode = command.SessionState.LanguageMode;
        if (mode != PSLanguageMode.FullLanguage)
        {
            throw new ModuleException(
                "ModuleNotLoaded",
                "PartnerSecurityScore cannot run in " + mode + " mode, which restricts the use of .NET in scripts. Use a PowerShell session"
                    + " in FullLanguage mode." + (mode == PSLanguageMode.ConstrainedLanguage
                        ? " If App Control for Business or AppLocker enforces ConstrainedLanguage mode, sign the module's files with a certificate that its policy trusts."
                        : string.Empty));
        }

        SessionTable.RegisterRunspace(command.SessionState);
        var module = command.SessionState.Module;
        module.OnRemove = ScriptBlock.Create("[PartnerSecurityScore.ModuleRuntime]::End()");
        BackendHost.StartInBackground(module.ModuleBase, () => SessionTable.HasSession, () => new BackendRequests());
        var script = (InvocationInfo)command.SessionState.PSVariable.GetValue("MyInvocation");
        if (StepsAside.Needed(command, script.Line))
        {
            // Only functions are exported. The sign-in commands would hide those of Microsoft.Graph.Authentication. The manifest
            // limits the functions to those that it lists.
            command.InvokeCommand.InvokeScript("Export-ModuleMember -Function '*' -Verbose:$false");
        }
        else if (BackendProgram.Find(module.ModuleBase) is null)
        {
            command.WriteWarning(BackendProgram.Missing(module.ModuleBase));
        }
    }

    /// <summary>
    /// Unregisters the import when the module is removed. If nothing else needs the backend, it is closed after a delay.
    /// </summary>
    public static void End() => BackendHost.Release();
}
