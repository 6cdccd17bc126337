using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Tab completion of a property with texts that the service is known to use. Of one that holds models, an element for each
/// such text in them. Any other text may be given as well.
/// </summary>
public sealed class KnownValueCompleter : IArgumentCompleter
{
    /// <returns>The arguments whose property or text contains the word which is being completed; those that begin with it come first.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return from known in ArgumentsFor(PropertyOf(commandName, parameterName))
               let pair = known.Property + " = '" + known.Value + "'"
               where pair.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0
               orderby known.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase) descending
               select new CompletionResult(known.Argument, known.Value, CompletionResultType.ParameterValue, known.Property);
    }

    /// <returns>What the parameter stands for. The command has another name where the module was imported with -Prefix.</returns>
    private static PropertySchema PropertyOf(string commandName, string parameterName)
    {
        var command = (CommandInfo)ScriptBlock.Create("Get-Command -Name $args[0]").Invoke(commandName)[0].BaseObject;
        return command.Parameters[parameterName].Attributes.OfType<PropertyTransformationAttribute>().Single().Schema;
    }

    private static IEnumerable<(string Argument, string Property, string Value)> ArgumentsFor(PropertySchema property) =>
        property.HoldsModels
            ? from inner in property.Model.Properties
              from known in ArgumentsFor(inner)
              select ("@{ " + inner.JsonName + " = " + known.Argument + " }", known.Property, known.Value)
            : from value in property.KnownValues
              select ("'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'", property.JsonName, value);
}
