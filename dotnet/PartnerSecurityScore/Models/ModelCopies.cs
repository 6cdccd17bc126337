using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PartnerSecurityScore.Models;

/// <summary>How deep jobs, other computers and Export-Clixml copy models. By themselves they cut off what lies below the first level.</summary>
internal static class ModelCopies
{
    /// <summary>Deeper than models are, and than most of what is in their unknown properties.</summary>
    private const int Depth = 20;

    private static readonly ConditionalWeakTable<Runspace, object> Told = new();

    /// <summary>
    /// Tells the runspace, once. A types file of the manifest would make each import longer by milliseconds, and PowerShell
    /// refuses a second copy of the module in one session for saying the same again.
    /// </summary>
    /// <param name="command">A command of the runspace.</param>
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
            // A host shares one table among its runspaces, and none of them may change it. PowerShell truncates copies there.
        }
    }
}
