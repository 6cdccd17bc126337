using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Tab completion of the names of environments.</summary>
public sealed class EnvironmentCompleter : IArgumentCompleter
{
    /// <returns>The names that begin with the word that is being completed, in any case.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        return EnvironmentTable.GetAll()
            .Where(environment => environment.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(environment => new CompletionResult(
                Quoted(environment.Name), environment.Name, CompletionResultType.ParameterValue, environment.GraphEndpoint));
    }

    /// <summary>A user may give an environment any name.</summary>
    private static string Quoted(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
        ? name
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
