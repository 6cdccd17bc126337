using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Graph.Beta.PowerShell.Models;
using Microsoft.Graph.Beta.PowerShell.Runtime;

namespace PartnerSecurityScore;

/// <summary>What import does beyond defining functions, and what removal does.</summary>
public static class ModuleStart
{
    private const string Prefix = "PartnerSecurityScore.";
    private const string AttributeSuffix = "Attribute";

    private static readonly object Gate = new();

    /// <summary>All types that the module's scripts name, but for the models of the original's names.</summary>
    private static readonly Type[] ScriptTypes =
    [
        typeof(IMicrosoftGraphPartnerSecurityScore),
        typeof(IMicrosoftGraphPartnerSecurityCustomerInsight),
        typeof(IMicrosoftGraphPartnerSecurityScoreHistory),
        typeof(IMicrosoftGraphPartnerSecurityRequirement),
        typeof(SendAsyncStep),
        typeof(BodyTransformationAttribute),
        typeof(ElementsTransformationAttribute),
        typeof(KnownValueCompleter),
        typeof(ProxyTransformationAttribute),
        typeof(SignsOutAttribute),
        typeof(AuthContext),
        typeof(BackendException),
        typeof(CallerVariable),
        typeof(DebuggerAttachment),
        typeof(DebugText),
        typeof(EnvironmentTable),
        typeof(ErrorTarget),
        typeof(GraphEnvironment),
        typeof(GraphRequest),
        typeof(GraphResponse),
        typeof(GraphServiceException),
        typeof(ModuleStart),
        typeof(RequestContent),
        typeof(RequestContext),
        typeof(SessionTable),
    ];

    /// <summary>
    /// Makes the types known that the module's scripts name, before the engine reads these. The original may be loaded too,
    /// with types of the same full names, and a type literal means whichever came first. Under names of our own, which no
    /// other module has, the scripts get these very types. The engine finds such a name at once; for any other it looks
    /// through all assemblies, and builds a list of all names of each.
    /// </summary>
    public static void RegisterTypes()
    {
        var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!;
        var known = (IDictionary<string, Type>)accelerators.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var add = (Action<string, Type>)accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!.CreateDelegate(typeof(Action<string, Type>));
        lock (Gate)
        {
            foreach (var type in ScriptTypes)
            {
                var name = Prefix + type.Name;
                name = name.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - AttributeSuffix.Length) : name;
                if (!known.ContainsKey(name))
                {
                    add(name, type);
                }
            }
        }
    }

    /// <summary>Begins to start the backend. The module's script calls it, before its own functions are there.</summary>
    /// <param name="moduleFolder">The folder of the module's files.</param>
    /// <param name="version">The version of the module's script.</param>
    /// <param name="engine">The engine as the module sees it.</param>
    /// <returns>Whether another module's sign-in commands are loaded, which ours must not hide.</returns>
    /// <exception cref="InvalidOperationException">This PowerShell has loaded another version of the module before.</exception>
    public static bool Begin(string moduleFolder, string version, EngineIntrinsics engine)
    {
        if (version != ModuleVersion.Text)
        {
            throw new InvalidOperationException(
                "This PowerShell has loaded version " + ModuleVersion.Text + " of PartnerSecurityScore before, and can't load version " + version
                    + " as well. Start a new PowerShell.");
        }

        SessionTable.RegisterRunspace();
        engine.SessionState.Module.OnRemove = ScriptBlock.Create("[PartnerSecurityScore.ModuleStart]::End()");
        var name = "partner-security-score-backend" + (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ".exe" : string.Empty);
        BackendHost.StartInBackground(Path.Combine(moduleFolder, "bin", name));
        return HasOtherSignIn(engine);
    }

    /// <summary>An import of the module was taken back.</summary>
    public static void End() => BackendHost.Release();

    /// <summary>Not GetCommand: that one loads a module that is installed but not in use.</summary>
    private static bool HasOtherSignIn(EngineIntrinsics engine)
    {
        const CommandTypes kinds = CommandTypes.Function | CommandTypes.Cmdlet | CommandTypes.Alias;
        foreach (var known in engine.InvokeCommand.GetCommands("Connect-MgGraph", kinds, nameIsPattern: false))
        {
            if (known.ModuleName != "PartnerSecurityScore")
            {
                return true;
            }
        }

        return false;
    }
}
