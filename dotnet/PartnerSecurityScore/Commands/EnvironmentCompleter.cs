using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Completes the names of built-in and added environments, with the Graph endpoint as the tooltip.</summary>
public sealed class EnvironmentCompleter : IArgumentCompleter
{
    /// <returns>The names that start with the word to complete, ignoring case.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        return EnvironmentTable.GetAll()
            .Where(environment => environment.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(environment => new CompletionResult(
                Quoted(environment.Name), environment.Name, CompletionResultType.ParameterValue, environment.GraphEndpoint));
    }

    /// <summary>Quotes the name if necessary. A user-defined environment can have any name.</summary>
    private static string Quoted(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
        ? name
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
