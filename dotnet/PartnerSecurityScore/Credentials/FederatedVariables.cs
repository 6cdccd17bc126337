using System;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// Reads the variables of services that issue federated tokens: Kubernetes, GitHub Actions, and Azure DevOps. With such
/// a token, an application needs no secret.
/// </summary>
internal static class FederatedVariables
{
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";
    private const string GitHubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string GitHubToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string PipelinesUrl = "SYSTEM_OIDCREQUESTURI";
    private const string PipelinesToken = "SYSTEM_ACCESSTOKEN";
    private const string ServiceConnection = "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID";

    internal const string Names = TokenFile + ", " + GitHubUrl + " or " + PipelinesUrl;

    /// <summary>The advice to append to an error message in a GitHub Actions job; empty elsewhere.</summary>
    internal static string Hint => Variable("GITHUB_ACTIONS") == "true" ? " In GitHub Actions, " + GitHubUrl + " is set only if the job has \"permissions: id-token: write\"." : string.Empty;

    /// <returns>The credential for the first configured service, or null when none is configured.</returns>
    /// <exception cref="ArgumentException">A variable is missing or unusable.</exception>
    internal static FederatedCredential? Read(PathIntrinsics paths)
    {
        if (Variable(TokenFile) is string file)
        {
            return new FederatedCredential("workloadIdentity", Application(), ("tokenFile", VariableFile.Resolve(paths, file)));
        }

        if (Variable(GitHubUrl) is string gitHub)
        {
            const string cure = "GitHub sets it together with " + GitHubUrl + ". Pass both variables to the script.";
            return new FederatedCredential("gitHubActions", Application(), ("requestUrl", RequireUrl(GitHubUrl, gitHub)))
            {
                RequestToken = SecretText.From(Require(GitHubToken, cure)),
            };
        }

        if (Variable(PipelinesUrl) is string pipelines)
        {
            var connection = Require(
                ServiceConnection,
                "The AzurePowerShell and AzureCLI tasks set it for a service connection with workload identity federation. In other tasks, set it to the id of such a"
                    + " service connection, or set AZURE_CLIENT_SECRET instead.");
            return new FederatedCredential(
                "azurePipelines", Application("AZURESUBSCRIPTION_"), ("requestUrl", RequireUrl(PipelinesUrl, pipelines)), ("serviceConnectionId", connection))
            {
                RequestToken = SecretText.From(Require(PipelinesToken, "Map it in the env section of the step: SYSTEM_ACCESSTOKEN: $(System.AccessToken).")),
            };
        }

        return null;
    }

    /// <param name="other">
    /// The prefix of the variables to use when the corresponding AZURE_ variables are not set.
    /// </param>
    private static Application Application(string? other = null)
    {
        var tenant = NameOf("TENANT_ID");
        var client = NameOf("CLIENT_ID");
        return new Application(Variable(tenant), tenant, Variable(client), client) { IsFromEnvironment = true };

        string NameOf(string end) => other is not null && Variable("AZURE_" + end) is null && Variable(other + end) is not null ? other + end : "AZURE_" + end;
    }

    private static string? Variable(string name) => EnvironmentCredential.Variable(name);

    private static string Require(string name, string cure) =>
        Variable(name) ?? throw new ArgumentException(name + " is missing or empty. Nothing was sent. " + cure);

    private static string RequireUrl(string name, string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
        ? value
        : throw new ArgumentException(name + " is not an https URL. Nothing was sent.");
}
