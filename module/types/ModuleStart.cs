using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Graph.Beta.PowerShell.Models;
using Microsoft.Graph.Beta.PowerShell.Runtime;

namespace PartnerSecurityScore;

/// <summary>What import does beyond defining functions.</summary>
public static class ModuleStart
{
    private const string AcceleratorPrefix = "PartnerSecurityScore.";

    private static readonly object Gate = new();
    private static readonly Type[] ParameterTypes =
    [
        typeof(IMicrosoftGraphPartnerSecurityScore),
        typeof(IMicrosoftGraphPartnerSecurityCustomerInsight),
        typeof(IMicrosoftGraphPartnerSecurityScoreHistory),
        typeof(IMicrosoftGraphPartnerSecurityRequirement),
        typeof(SendAsyncStep),
    ];

    /// <summary>Makes the parameter types known to the module's scripts and begins to start the backend.</summary>
    /// <param name="moduleFolder">The folder of the module's files.</param>
    /// <param name="engine">The engine as the module sees it, before the module's own functions are there.</param>
    /// <returns>Whether another module's sign-in commands are loaded, which ours must not hide.</returns>
    public static bool Run(string moduleFolder, EngineIntrinsics engine)
    {
        RegisterTypes();
        SessionTable.RegisterRunspace();
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

    /// <summary>
    /// The original may be loaded too, with types of the same full names, and a type literal means whichever came
    /// first. Under names of our own, which no other module has, the scripts get these very types.
    /// </summary>
    private static void RegisterTypes()
    {
        var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!;
        var known = (IDictionary<string, Type>)accelerators.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var add = accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!;
        lock (Gate)
        {
            foreach (var type in ParameterTypes)
            {
                if (!known.ContainsKey(AcceleratorPrefix + type.Name))
                {
                    add.Invoke(null, [AcceleratorPrefix + type.Name, type]);
                }
            }
        }
    }
}
