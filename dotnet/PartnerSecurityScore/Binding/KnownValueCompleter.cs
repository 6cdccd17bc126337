using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Tab completion of -Requirements and -CustomerInsights: an element for each text that the service is known to use.
/// Any other text may be given as well.
/// </summary>
public sealed class KnownValueCompleter : IArgumentCompleter
{
    private const string Unknown = "unknownFutureValue";

    private static readonly string[] PolicyStatus = ["disabled", "enabled", Unknown];

    /// <summary>By parameter: a property, its texts, and what stands around it in the element.</summary>
    private static readonly ILookup<string, (string Property, string[] Values, string Form)> Known =
        new (string Parameter, string Property, string[] Values, string Form)[]
        {
            ("Requirements", "complianceStatus", ["compliant", "noncomplaint", Unknown], "@{{ {0} }}"),
            ("Requirements", "requirementType", [
                "mfaEnforcedForAdmins",
                "mfaEnforcedForAdminsOfCustomers",
                "securityAlertsPromptlyResolved",
                "securityContactProvided",
                "spendingBudgetSetForCustomerAzureSubscriptions",
                Unknown,
            ], "@{{ {0} }}"),
            ("Requirements", "state", ["active", "preview", Unknown], "@{{ {0} }}"),
            ("CustomerInsights", "legacyPerUserMfaStatus", PolicyStatus, "@{{ mfa = @{{ {0} }} }}"),
            ("CustomerInsights", "mfaConditionalAccessPolicyStatus", PolicyStatus, "@{{ mfa = @{{ {0} }} }}"),
            ("CustomerInsights", "securityDefaultsStatus", PolicyStatus, "@{{ mfa = @{{ {0} }} }}"),
        }.ToLookup(entry => entry.Parameter, entry => (entry.Property, entry.Values, entry.Form), StringComparer.OrdinalIgnoreCase);

    /// <returns>The elements whose property or text contains the word that is being completed.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from entry in Known[parameterName]
        from value in entry.Values
        let pair = entry.Property + " = '" + value + "'"
        where pair.IndexOf(wordToComplete, StringComparison.OrdinalIgnoreCase) >= 0
        select new CompletionResult(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, entry.Form, pair),
            value,
            CompletionResultType.ParameterValue,
            entry.Property);
}
