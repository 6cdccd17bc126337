using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Sets the depth to which jobs, remote sessions and Export-Clixml serialize models. By default, PowerShell truncates
/// everything below the first level, or below the second in Export-Clixml.
/// </summary>
internal static class ModelCopies
{
    /// <summary>A depth that exceeds the nesting of the models and of most values in their additional properties.</summary>
    private const int Depth = 20;

    private static readonly ConditionalWeakTable<Runspace, object> Told = new();

    /// <summary>
    /// Registers the depth of all models with the current runspace, once per runspace. Entries for the models in the module's types
    /// file would slow each import by milliseconds. PowerShell would also reject them as duplicates if a second copy of the module
    /// were imported.
    /// </summary>
    /// <param name="command">A command that runs in the runspace.</param>
    internal static void Deepen(PSCmdlet command)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        if (Told.TryGetValue(Runspace.DefaultRunspace, out _))
        {
            return;
        }

        Told.Add(Runspace.DefaultRunspace, Told);
        var context = typeof(PSCmdlet).GetProperty("Context", hidden)?.GetValue(command);
        if (context?.GetType().GetProperty("TypeTable", hidden)?.GetValue(context) is not TypeTable table)
        {
            return;
        }

        try
        {
            foreach (var model in typeof(Model).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Model)) && type.IsSealed))
            {
                table.AddType(new TypeData(model) { SerializationDepth = Depth, IsOverride = true });
            }
        }
        catch (InvalidOperationException)
        {
            // Some hosts share one read-only type table among their runspaces. PowerShell truncates copies in these runspaces.
        }
    }
}
