using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Completes arguments with a property's known values. For a property that contains models, each completion is a
/// hashtable with one known value of one of the model's properties. The service can accept other values too.
/// </summary>
public sealed class KnownValueCompleter : IArgumentCompleter
{
    /// <returns>
    /// The arguments for which the text <c>name = 'value'</c> contains the word to complete, ignoring case. Values that
    /// start with the word come first.
    /// </returns>
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

    /// <returns>
    /// The property that the parameter sets. The lookup uses Get-Command because Import-Module -Prefix changes the
    /// command's name.
    /// </returns>
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
