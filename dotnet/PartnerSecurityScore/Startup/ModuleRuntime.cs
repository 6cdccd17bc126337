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

/// <summary>What import does beyond defining functions, and what removal does.</summary>
public static class ModuleRuntime
{
    private const string Prefix = "PartnerSecurityScore.";
    private const string AttributeSuffix = "Attribute";

    private static readonly object Gate = new();

    /// <summary>Types of .NET and of the engine that the functions name, and PowerShell has no short name for.</summary>
    private static readonly Type[] UnnamedTypes = [typeof(IDictionary), typeof(CredentialAttribute)];

    /// <summary>
    /// Makes the types known that the module's scripts name, before the engine reads these. The original may be loaded too,
    /// with types of the same full names, and a type literal means whichever came first. Under names of our own, which no
    /// other module has, the scripts get these very types. The engine finds such a name at once; for any other it looks
    /// through all assemblies, and builds a list of all names of each.
    /// </summary>
    /// <param name="version">Of the module that is imported.</param>
    /// <exception cref="ModuleException">This PowerShell has loaded another version of the module before.</exception>
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

    /// <summary>Begins to start the backend, and decides what is exported.</summary>
    /// <param name="command">What the module's script calls for it, when its own functions are there.</param>
    /// <exception cref="ModuleException">This PowerShell is in a mode in which the module can't run.</exception>
    public static void Begin(PSCmdlet command)
    {
        var mode = command.SessionState.LanguageMode;
        if (mode != PSLanguageMode.FullLanguage)
        {
            throw new ModuleException(
                "ModuleNotLoaded",
                "PartnerSecurityScore cannot run in " + mode + " mode, which does not allow scripts to call .NET. Sign the module's files with a"
                    + " certificate that the computer's policy trusts, or use a PowerShell session in FullLanguage mode.");
        }

        SessionTable.RegisterRunspace(command.SessionState);
        var module = command.SessionState.Module;
        module.OnRemove = ScriptBlock.Create("[PartnerSecurityScore.ModuleRuntime]::End()");
        BackendHost.StartInBackground(module.ModuleBase, () => SessionTable.HasSession, () => new BackendRequests());
        var script = (InvocationInfo)command.SessionState.PSVariable.GetValue("MyInvocation");
        if (StepsAside.Needed(command, script.Line))
        {
            // The sign-in commands stay inside the module, so that they hide nothing. Of the functions the manifest takes its own.
            command.InvokeCommand.InvokeScript("Export-ModuleMember -Function '*' -Verbose:$false");
        }
        else if (BackendProgram.Find(module.ModuleBase) is null)
        {
            command.WriteWarning(BackendProgram.Missing(module.ModuleBase));
        }
    }

    /// <summary>An import of the module was taken back.</summary>
    public static void End() => BackendHost.Release();
}
